// Views of global memory: Shape, Stride, GlobalTensor.
#pragma once

#include "ptofix_record/memory.hpp"

namespace pto {

// Five sizes of which some are known only at run time.
template <int64_t... N>
struct FiveNumbers {
    static constexpr int64_t fixed[5] = {N...};
    static constexpr int dynamic = ((N == DYNAMIC) + ...);
    union {  // by the names of both classes
        int64_t values[5];
        int64_t shape[5];
        int64_t stride[5];
    };

    FiveNumbers() : values{(N == DYNAMIC ? 1 : N)...} {}
    template <
        typename... V,
        typename = std::enable_if_t<(sizeof...(V) > 0) && (std::is_convertible_v<V, int64_t> && ...)>>
    FiveNumbers(V... given) : FiveNumbers() {
        static_assert(sizeof...(V) == 5 || sizeof...(V) == dynamic, "one number for each size that is not fixed, or all");
        const int64_t all[] = {static_cast<int64_t>(given)...};
        for (int i = 0, next = 0; i < 5; ++i) {
            if (fixed[i] == DYNAMIC) values[i] = all[sizeof...(V) == 5 ? i : next++];
        }
    }

    // `<1, 1, -1>`
    static std::string type() {
        std::string found;
        for (int64_t one : fixed) found += (found.empty() ? "<" : ", ") + std::to_string(one);
        return found + ">";
    }
    // What the constructor is given: "" if the type says it all.
    std::string given() const {
        std::string found;
        for (int i = 0; i < 5; ++i) {
            if (fixed[i] == DYNAMIC) found += (found.empty() ? "" : ", ") + std::to_string(values[i]);
        }
        return found;
    }
};

template <int64_t N1 = DYNAMIC, int64_t N2 = DYNAMIC, int64_t N3 = DYNAMIC, int64_t N4 = DYNAMIC, int64_t N5 = DYNAMIC>
struct Shape : FiveNumbers<N1, N2, N3, N4, N5> {
    using FiveNumbers<N1, N2, N3, N4, N5>::FiveNumbers;
    static constexpr int64_t staticShape[5] = {N1, N2, N3, N4, N5};
};

template <int64_t N1 = DYNAMIC, int64_t N2 = DYNAMIC, int64_t N3 = DYNAMIC, int64_t N4 = DYNAMIC, int64_t N5 = DYNAMIC>
struct Stride : FiveNumbers<N1, N2, N3, N4, N5> {
    using FiveNumbers<N1, N2, N3, N4, N5>::FiveNumbers;
    static constexpr int64_t staticStride[5] = {N1, N2, N3, N4, N5};
};

// `Shape(1, 1, 1, rows, cols)` without template arguments: all sizes at run time.
template <typename... V> Shape(V...) -> Shape<DYNAMIC, DYNAMIC, DYNAMIC, DYNAMIC, DYNAMIC>;
template <typename... V> Stride(V...) -> Stride<DYNAMIC, DYNAMIC, DYNAMIC, DYNAMIC, DYNAMIC>;

template <typename T>
using remove_gm_t = std::remove_cv_t<T>;

template <typename Element_, typename Shape_, typename Stride_, Layout Layout_ = Layout::ND>
struct GlobalTensor {
    using Shape = Shape_;
    using Stride = Stride_;
    using RawDType = remove_gm_t<Element_>;
    using DType = RawDType;
    static constexpr Layout layout = Layout_;
    static constexpr int64_t staticShape[5] = {
        Shape_::fixed[0], Shape_::fixed[1], Shape_::fixed[2], Shape_::fixed[3], Shape_::fixed[4]
    };
    static constexpr int64_t staticStride[5] = {
        Stride_::fixed[0], Stride_::fixed[1], Stride_::fixed[2], Stride_::fixed[3], Stride_::fixed[4]
    };

    GlobalTensor() = default;
    GlobalTensor(DType* data, const Shape& shape = {}, const Stride& stride = {})
        : data_(data), shape_(shape), stride_(stride) {}

    DType* data() const { return data_; }
    int64_t GetShape(int dim) const { return shape_.values[dim]; }
    int64_t GetStride(int dim) const { return stride_.values[dim]; }
    template <int Dim> static constexpr int64_t GetShape() { return staticShape[Dim]; }
    template <int Dim> static constexpr int64_t GetStride() { return staticStride[Dim]; }
    template <int... Dim, typename... V> void SetShape(V... sizes) { ((shape_.values[Dim] = sizes), ...); }
    template <int... Dim, typename... V> void SetStride(V... sizes) { ((stride_.values[Dim] = sizes), ...); }

    void bind(DType* data, int slot) { data_ = data, slot_ = slot; }
    int slot() const { return slot_; }

    // The type, and a declaration of such a tensor by a name.
    static std::string type() {
        return "GlobalTensor<" + ptofix_record::type_text<RawDType>() + ", pto::Shape" + Shape::type() + ", pto::Stride" +
               Stride::type() + ", pto::" + ptofix_record::value_text<Layout_>() + ">";
    }
    std::string declared(const std::string& name, const std::string& pointer) const {
        const std::string shape = shape_.given(), stride = stride_.given();
        std::string given = pointer;
        if (!shape.empty() || !stride.empty()) given += ", pto::Shape" + Shape::type() + "(" + shape + ")";
        if (!stride.empty()) given += ", pto::Stride" + Stride::type() + "(" + stride + ")";
        return type() + " " + name + "(" + given + ");";
    }
    // The name by which a statement calls it: a slot of a pipe keeps the one that it was bound by.
    std::string name() const {
        using namespace ptofix_record;
        if (slot_ >= 0) return slots[static_cast<std::size_t>(slot_)].tensor;
        const std::string name = fresh("g");
        statement(declared(name, global_text(data_, type_text<RawDType>())));
        return name;
    }

 private:
    DType* data_ = nullptr;
    Shape shape_;
    Stride stride_;
    int slot_ = -1;
};

template <typename T> struct is_global : std::false_type {};
template <typename E, typename S, typename T, Layout L>
struct is_global<GlobalTensor<E, S, T, L>> : std::true_type {};
template <typename T> constexpr bool is_global_data_v = is_global<T>::value;

namespace comm {
using Signal = GlobalTensor<int32_t, Shape<1, 1, 1, 1, 1>, Stride<1, 1, 1, 1, 1>>;
}

// Shapes and strides of a matrix, by its layout. Two numbers of whatever type are rows and columns: for any but `int64_t`
// the inherited constructor would be the better one, which takes them for the sizes that are not fixed.
constexpr int64_t sized(int64_t size, int64_t value) { return size == DYNAMIC ? DYNAMIC : value; }
constexpr int64_t sized(int64_t rows, int64_t cols, int64_t value) {
    return rows == DYNAMIC || cols == DYNAMIC ? DYNAMIC : value;
}

template <typename T, int64_t R = DYNAMIC, int64_t C = DYNAMIC, Layout L = Layout::ND>
struct TileShape2D : Shape<1, 1, 1, R, C> {
    using Parent = Shape<1, 1, 1, R, C>;
    using Parent::Parent;
    TileShape2D() = default;
    TileShape2D(int64_t rows, int64_t cols) : Parent(1, 1, 1, rows, cols) {}
    template <typename Rows, typename Cols>
    TileShape2D(Rows rows, Cols cols) : TileShape2D(static_cast<int64_t>(rows), static_cast<int64_t>(cols)) {}
};
template <typename T, int64_t R, int64_t C>
struct TileShape2D<T, R, C, Layout::NZ> : Shape<1, sized(C, C * sizeof(T) / 32), sized(R, R / 16), 16, 32 / sizeof(T)> {
    static constexpr int C0Size = 32 / sizeof(T);
    using Parent = Shape<1, sized(C, C * sizeof(T) / 32), sized(R, R / 16), 16, 32 / sizeof(T)>;
    using Parent::Parent;
    TileShape2D() = default;
    TileShape2D(int64_t rows, int64_t cols) : Parent(1, cols / C0Size, rows / 16, 16, C0Size) {}
    template <typename Rows, typename Cols>
    TileShape2D(Rows rows, Cols cols) : TileShape2D(static_cast<int64_t>(rows), static_cast<int64_t>(cols)) {}
};

template <typename T, int64_t R = DYNAMIC, int64_t C = DYNAMIC, Layout L = Layout::ND>
struct BaseShape2D : Stride<sized(R, C, R * C), sized(R, C, R * C), sized(R, C, R * C), C, 1> {
    using Parent = Stride<sized(R, C, R * C), sized(R, C, R * C), sized(R, C, R * C), C, 1>;
    using Parent::Parent;
    BaseShape2D() = default;
    BaseShape2D(int64_t rows, int64_t cols) : Parent(rows * cols, rows * cols, rows * cols, cols, 1) {}
    template <typename Rows, typename Cols>
    BaseShape2D(Rows rows, Cols cols) : BaseShape2D(static_cast<int64_t>(rows), static_cast<int64_t>(cols)) {}
};
template <typename T, int64_t R, int64_t C>
struct BaseShape2D<T, R, C, Layout::DN> : Stride<sized(R, C, R * C), sized(R, C, R * C), sized(R, C, R * C), 1, R> {
    using Parent = Stride<sized(R, C, R * C), sized(R, C, R * C), sized(R, C, R * C), 1, R>;
    using Parent::Parent;
    BaseShape2D() = default;
    BaseShape2D(int64_t rows, int64_t cols) : Parent(rows * cols, rows * cols, rows * cols, 1, rows) {}
    template <typename Rows, typename Cols>
    BaseShape2D(Rows rows, Cols cols) : BaseShape2D(static_cast<int64_t>(rows), static_cast<int64_t>(cols)) {}
};
template <typename T, int64_t R, int64_t C>
struct BaseShape2D<T, R, C, Layout::NZ>
    : Stride<sized(R, C, R * C), sized(R, R * (32 / sizeof(T))), 16 * (32 / sizeof(T)), 32 / sizeof(T), 1> {
    static constexpr int C0Size = 32 / sizeof(T);
    using Parent = Stride<sized(R, C, R * C), sized(R, R * (32 / sizeof(T))), 16 * (32 / sizeof(T)), 32 / sizeof(T), 1>;
    using Parent::Parent;
    BaseShape2D() = default;
    BaseShape2D(int64_t rows, int64_t cols) : Parent(rows * cols, rows * C0Size, 16 * C0Size, C0Size, 1) {}
    template <typename Rows, typename Cols>
    BaseShape2D(Rows rows, Cols cols) : BaseShape2D(static_cast<int64_t>(rows), static_cast<int64_t>(cols)) {}
};

}  // namespace pto
