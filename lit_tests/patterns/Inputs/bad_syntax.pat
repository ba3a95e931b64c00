pattern x {
  about "No basis."
  barrier
  TNEG(_, _)
}
