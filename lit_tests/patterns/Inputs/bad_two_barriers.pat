pattern x {
  about "Two."
  barrier
  barrier
  TNEG(_, _)
  because independent
}
