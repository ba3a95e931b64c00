pattern abs-neg (opt-in) {
  about "Two ops without shared bytes."
  TABS(_, _)
  barrier
  TNEG(_, _)
  because independent
}
