
namespace pto {
template <typename T_, int Rows_> struct Tile {
  using T = T_;
  AICORE Tile() {}
  AICORE int GetValidRow() const { return Rows_; }
  AICORE T *data() { return data_; }
  T *data_;
};
struct GlobalTensor { int *data(); };
}
