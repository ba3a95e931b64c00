pattern x {
  about "Unknown basis."
  barrier
  TNEG(_, _)
  because magic
}
