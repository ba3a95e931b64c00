pattern x {
  about "Another variable."
  TABS(a, _)
  barrier
  TNEG(_, _)
  because repeat-distance of a
}
