# The built-in barrier patterns, in the language of patterns.lark (docs/patterns.md).
#
# A pattern only selects its sites: two ops with a barrier between them, in one straight piece of code, where anything
# that is no vector work may stand between. Whether the barrier goes is decided by the proof; `because` is documentation.
# A variable is a tile's bytes, not its name: used twice, both operands must be exactly the same bytes. `{a, b}` is the
# two in either order, `_` is anything. An op may have more operands than the pattern lists: scratch comes last.

pattern gu, trowexpandmul-tadd (stable, default) {
  about "Multiply → add on the output accumulator of Flash Attention (compute_gu)."
  TROWEXPANDMUL(acc, _, _)
  barrier
  TADD(_, {acc, _})
  because repeat-distance of acc
}

pattern softmax-exp-sum, texp-trowsum (opt-in) {
  about "Exponential → row sum, where the sum does not touch what the exponential touches."
  TEXP(_, _)
  barrier
  TROWSUM(_, _, _)
  because independent
}

pattern softmax-sum-add, trowsum-tadd (opt-in) {
  about "Row sum → add, where the addition does not touch what the sum touches."
  TROWSUM(_, _, _)
  barrier
  TADD(_, _, _)
  because independent
}

pattern final-div (opt-in) {
  about "Before the closing division: its own barrier orders all but the divisor and its hidden scratch."
  barrier
  TROWEXPANDDIV(_, _, _)
  because internal-drain
}
