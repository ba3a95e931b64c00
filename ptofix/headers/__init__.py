"""The public C++ headers: which version a proof is about, how a tree of them differs, and their known bugs."""
