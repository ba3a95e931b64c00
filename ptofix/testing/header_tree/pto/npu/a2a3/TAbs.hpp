
namespace pto {
#ifdef __CPU_SIM
template <typename D> void TABS_IMPL(D &d, D &s) { on_the_host(); }
#else
template <typename D, std::enable_if_t<(D::Rows > 0), int> = 0> void TABS_IMPL(D &d, D &s) { vabs(d, s); }
#endif
}
