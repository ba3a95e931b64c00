namespace pto {
template <typename D, typename S> PTO_INTERNAL void TADD_IMPL(D &d, S &a, S &b) { vadd(d.data(), a.data(), b.data()); }
}
