pattern x {
  about "No subject."
  TABS(a, _)
  barrier
  TNEG(_, a)
  because repeat-distance
}
