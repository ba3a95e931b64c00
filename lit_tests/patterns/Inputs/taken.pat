pattern gu {
  about "A name that is taken."
  barrier
  TNEG(_, _)
  because independent
}
