// Tiles: Tile, ConvTile and their short names. A tile is the bytes at its address; it has no others.
#pragma once

#include "ptofix_record/tensor.hpp"

namespace ptofix_record {

// What has a name of its own in a recording.
struct Named {};

// What the scalar unit reads of a tile. The host does not know it: it can be handed on to an op, and no more.
template <typename T>
struct TileValue {
    std::string name;
    operator T() const { unknown(); }
    operator std::conditional_t<std::is_arithmetic_v<T>, Named, float>() const { unknown(); }  // of half, for arithmetic

 private:
    [[noreturn]] static void unknown() {
        refuse("a number that is read from a tile is needed on the host: a branch, an address or arithmetic depends on it");
    }
};

// What `T x = tile.GetValue(0)` is given. A number of another type than that of the tile would be converted on the host.
template <typename T>
TileValue<T> read_as(const TileValue<T>& value) {
    return value;
}
template <typename T, typename V>
T read_as(const V& value) {
    return static_cast<T>(value);
}

}  // namespace ptofix_record

namespace pto {

template <
    TileType Loc_, typename Element_, const int Rows_, const int Cols_, const BLayout BFractal_ = BLayout::RowMajor,
    const int RowValid_ = Rows_, const int ColValid_ = Cols_, const SLayout SFractal_ = SLayout::NoneBox,
    const int SFractalSize_ = TileConfig::fractalABSize, auto PadVal_ = PadValue::Null,
    const CompactMode Compact_ = CompactMode::Null>
struct Tile {
    using DType = Element_;
    using TileDType = DType*;
    static constexpr TileType Loc = Loc_;
    static constexpr int Rows = Rows_, Cols = Cols_, ValidRow = RowValid_, ValidCol = ColValid_, Numel = Rows * Cols;
    static constexpr BLayout BFractal = BFractal_;
    static constexpr SLayout SFractal = SFractal_;
    static constexpr int SFractalSize = SFractalSize_;
    static constexpr auto PadVal = PadVal_;
    static constexpr CompactMode Compact = Compact_;
    static constexpr bool isRowMajor = BFractal_ == BLayout::RowMajor;
    static constexpr int RowStride = isRowMajor ? Cols : 1, ColStride = isRowMajor ? 1 : Rows;
    static constexpr bool isBoxedLayout = SFractal_ != SLayout::NoneBox;
    static constexpr bool isInnerRowMajor = SFractal_ == SLayout::RowMajor;
    static constexpr bool isInnerColMajor = SFractal_ == SLayout::ColMajor;
    static constexpr int innerSize(bool along) {
        if (SFractalSize_ == TileConfig::fractalCSize) return 16;
        if (SFractalSize_ == TileConfig::fractalMxSize) return along ? 2 : 16;
        return !isBoxedLayout ? 1 : along ? static_cast<int>(32 / sizeof(DType)) : 16;
    }
    static constexpr int InnerRows = innerSize(!isInnerRowMajor), InnerCols = innerSize(isInnerRowMajor);
    static constexpr int InnerNumel = InnerRows * InnerCols;
    static_assert(Rows > 0 && ValidRow <= Rows && Cols > 0 && ValidCol <= Cols, "the valid part is in the tile");

    unsigned RowMaskInternal = ValidRow == DYNAMIC ? 0 : ValidRow;
    unsigned ColMaskInternal = ValidCol == DYNAMIC ? 0 : ValidCol;

    Tile() = default;
    template <int R = ValidRow, int C = ValidCol, typename = std::enable_if_t<R == DYNAMIC && C == DYNAMIC>>
    Tile(unsigned rows, unsigned cols) : RowMaskInternal(rows), ColMaskInternal(cols) {}
    template <int R = ValidRow, int C = ValidCol, typename = std::enable_if_t<(R == DYNAMIC) != (C == DYNAMIC)>>
    Tile(unsigned size) {
        (R == DYNAMIC ? RowMaskInternal : ColMaskInternal) = size;
    }

    TileDType& data() { return data_; }
    const TileDType& data() const { return data_; }
    void assign(std::size_t address) { data_ = reinterpret_cast<TileDType>(address), at_ = ptofix_record::assigned_here(); }

    template <int R = ValidRow> static constexpr std::enable_if_t<R != DYNAMIC, unsigned> GetValidRow() { return R; }
    template <int R = ValidRow> std::enable_if_t<R == DYNAMIC, unsigned> GetValidRow() const { return RowMaskInternal; }
    template <int C = ValidCol> static constexpr std::enable_if_t<C != DYNAMIC, unsigned> GetValidCol() { return C; }
    template <int C = ValidCol> std::enable_if_t<C == DYNAMIC, unsigned> GetValidCol() const { return ColMaskInternal; }
    void SetValidRow(unsigned rows) { RowMaskInternal = rows; }
    void SetValidCol(unsigned cols) { ColMaskInternal = cols; }
    void SetValidShape(unsigned rows, unsigned cols) { RowMaskInternal = rows, ColMaskInternal = cols; }
    bool GetKAligned() const { return aligned_; }
    void SetKAligned(bool aligned) { aligned_ = aligned; }
    void SetMadTF32Mode(RoundMode = RoundMode::CAST_ROUND) {}  // a register of the cube, no memory
    void ResetMadMode() {}

    template <typename V>
    void SetValue(uint32_t offset, const V& value);
    ptofix_record::TileValue<DType> GetValue(uint32_t offset) const {
        using namespace ptofix_record;
        const std::string read = fresh("s");
        statement("const " + type_text<DType>() + " " + read + " = " + name() + ".GetValue(" + std::to_string(offset) + ");");
        return {read};
    }

    static std::string type() {
        using namespace ptofix_record;
        return "Tile<" + value_text<Loc_>() + ", " + type_text<DType>() + ", " + std::to_string(Rows) + ", " +
               std::to_string(Cols) + ", " + value_text<BFractal_>() + ", " + std::to_string(ValidRow) + ", " +
               std::to_string(ValidCol) + ", " + value_text<SFractal_>() + ", " + std::to_string(SFractalSize_) + ", " +
               pad() + ", " + value_text<Compact_>() + ">";
    }
    std::string name() const {
        std::string sizes;
        if (ValidRow == DYNAMIC) sizes = std::to_string(RowMaskInternal);
        if (ValidCol == DYNAMIC) sizes += (sizes.empty() ? "" : ", ") + std::to_string(ColMaskInternal);
        if (!sizes.empty()) sizes = "(" + sizes + ")";
        return ptofix_record::tile_name(type(), reinterpret_cast<std::size_t>(data_), sizes, at_);
    }

 private:
    static std::string pad() {
        if constexpr (ptofix_record::enumerator<PadVal_>().empty()) return std::to_string(static_cast<uint64_t>(PadVal_));
        else return ptofix_record::value_text<PadVal_>();
    }
    TileDType data_ = reinterpret_cast<TileDType>(ptofix_record::NOWHERE);
    int at_ = -1;
    bool aligned_ = false;
};

template <typename T>
constexpr TileLayoutCustom GetTileLayoutCustom() {
    if (!T::isBoxedLayout) return T::isRowMajor ? TileLayoutCustom::ND : TileLayoutCustom::DN;
    if (T::SFractalSize != TileConfig::fractalABSize) return TileLayoutCustom::NONE;
    if (T::isRowMajor) return T::isInnerColMajor ? TileLayoutCustom::ZN : TileLayoutCustom::ZZ;
    return T::isInnerRowMajor ? TileLayoutCustom::NZ : TileLayoutCustom::NONE;
}

template <typename E, int R, int C, int VR = R, int VC = C>
using TileLeft = Tile<TileType::Left, E, R, C, BLayout::RowMajor, VR, VC, SLayout::RowMajor, 512>;
template <typename E, int R, int C, int VR = R, int VC = C>
using TileLeftCompact = Tile<
    TileType::Left, E, R, C, BLayout::RowMajor, VR, VC, SLayout::RowMajor, 512, PadValue::Null, CompactMode::Normal>;
template <typename E, int R, int C, int VR = R, int VC = C>
using TileRight = Tile<TileType::Right, E, R, C, BLayout::RowMajor, VR, VC, SLayout::ColMajor, 512>;
template <typename E, int R, int C, int VR = R, int VC = C>
using TileRightCompact = Tile<
    TileType::Right, E, R, C, BLayout::RowMajor, VR, VC, SLayout::ColMajor, 512, PadValue::Null, CompactMode::Normal>;
template <typename E, int R, int C, int VR = R, int VC = C>
using TileAcc = Tile<TileType::Acc, E, R, C, BLayout::ColMajor, VR, VC, SLayout::RowMajor, 1024>;
template <typename E, int R, int C, int VR = R, int VC = C>
using TileAccCompact = Tile<
    TileType::Acc, E, R, C, BLayout::ColMajor, VR, VC, SLayout::RowMajor, 1024, PadValue::Null, CompactMode::Normal>;

template <int... N>
struct ConvTileShape {
    static constexpr int totalDimCount = sizeof...(N), dynamicDimCount = ((N == DYNAMIC) + ...);
    static constexpr int64_t staticShape[sizeof...(N)] = {N...};
};

// A buffer of so many bytes, in the layout of a convolution. A recording has the flat tile of these bytes.
template <TileType Loc_, typename Element_, const int BufferSize_, Layout Layout_, typename Shape_>
struct ConvTile {
    using DType = Element_;
    using TileDType = DType*;
    using ShapeType = Shape_;
    static constexpr TileType Loc = Loc_;
    static constexpr int bufferSize = BufferSize_;
    static constexpr Layout layout = Layout_;
    static constexpr int totalDimCount = Shape_::totalDimCount, dynamicDimCount = Shape_::dynamicDimCount;
    int64_t shape[6] = {};

    ConvTile() { std::copy(Shape_::staticShape, Shape_::staticShape + totalDimCount, shape); }
    template <typename... V>
    explicit ConvTile(V... sizes) : ConvTile() {
        SetDynamicShape(sizes...);
    }
    template <typename... V>
    void SetDynamicShape(V... sizes) {
        const int64_t given[] = {static_cast<int64_t>(sizes)...};
        for (int i = 0, next = 0; i < totalDimCount; ++i) {
            if (Shape_::staticShape[i] == DYNAMIC) shape[i] = given[next++];
        }
    }
    int64_t GetShape(int dim) const { return dim < 0 || dim >= totalDimCount ? -1 : shape[dim]; }
    TileDType& data() { return data_; }
    const TileDType& data() const { return data_; }
    void assign(std::size_t address) { data_ = reinterpret_cast<TileDType>(address), at_ = ptofix_record::assigned_here(); }

    static std::string type() {
        return Tile<Loc_, Element_, 1, BufferSize_ / static_cast<int>(sizeof(Element_)), BLayout::RowMajor>::type();
    }
    std::string name() const { return ptofix_record::tile_name(type(), reinterpret_cast<std::size_t>(data_), "", at_); }

    // How a convolution walks over it, which moves no bytes.
#define PTOFIX_PROPERTY(TYPE, NAME) \
    TYPE Get##NAME() const { return NAME##_; } \
    void Set##NAME(TYPE value) { NAME##_ = value; }
#define PTOFIX_PROPERTIES(X) \
    X(uint16_t, FmapH) X(uint16_t, FmapW) X(uint16_t, FilterH) X(uint16_t, FilterW) X(uint8_t, DilationH) \
    X(uint8_t, DilationW) X(uint8_t, StrideH) X(uint8_t, StrideW) X(DType, PadValue) X(uint16_t, ChannelSize) \
    X(uint16_t, RepeatStride) X(uint8_t, RepeatTime) X(uint8_t, RepeatMode) X(bool, Transpose)
    PTOFIX_PROPERTIES(PTOFIX_PROPERTY)
    uint8_t GetPadList(uint8_t index) const { return pads_[index]; }
    void SetPadList(uint8_t index, uint8_t value) { pads_[index] = value; }
    const uint8_t* GetPadListArray() const { return pads_; }
    void SetPadListArray(const uint8_t* values) { std::copy(values, values + 4, pads_); }

 private:
    TileDType data_ = reinterpret_cast<TileDType>(ptofix_record::NOWHERE);
    int at_ = -1;
    uint8_t pads_[4] = {};
#define PTOFIX_FIELD(TYPE, NAME) TYPE NAME##_{};
    PTOFIX_PROPERTIES(PTOFIX_FIELD)
#undef PTOFIX_FIELD
#undef PTOFIX_PROPERTIES
#undef PTOFIX_PROPERTY
};

template <typename T> struct is_tile : std::false_type {};
template <
    TileType L, typename E, int R, int C, BLayout B, int VR, int VC, SLayout S, int Z, auto P, CompactMode M>
struct is_tile<Tile<L, E, R, C, B, VR, VC, S, Z, P, M>> : std::true_type {};
template <typename T> struct is_conv_tile : std::false_type {};
template <TileType L, typename E, int B, Layout Y, typename S>
struct is_conv_tile<ConvTile<L, E, B, Y, S>> : std::true_type {};
template <typename T> constexpr bool is_tile_data_v = is_tile<T>::value;
template <typename T> constexpr bool is_conv_tile_v = is_conv_tile<T>::value;

}  // namespace pto
