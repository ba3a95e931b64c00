pattern my-gu {
  about "The same as gu."
  TROWEXPANDMUL(acc, _, _)
  barrier
  TADD(_, {acc, _})
  because repeat-distance of acc
}
