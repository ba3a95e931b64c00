"builtin.module"() ({
  "func.func"() <{function_type = (!pto.ptr<i64, gm>, !pto.ptr<f16, gm>, !pto.ptr<f16, gm>, !pto.ptr<f16, gm>, !pto.ptr<f32, gm>, !pto.ptr<f32, gm>, !pto.ptr<f16, gm>, !pto.ptr<f32, gm>, i32) -> (), sym_name = "fa"}> ({
  ^bb0(%ffts: !pto.ptr<i64, gm>, %q: !pto.ptr<f16, gm>, %k: !pto.ptr<f16, gm>, %v: !pto.ptr<f16, gm>, %out: !pto.ptr<f32, gm>, %qk_fifo: !pto.ptr<f32, gm>, %p_fifo: !pto.ptr<f16, gm>, %pv_fifo: !pto.ptr<f32, gm>, %s1_len: i32):
    "pto.set_ffts"(%ffts) : (!pto.ptr<i64, gm>) -> ()
    "func.call"(%q, %k, %v, %qk_fifo, %p_fifo, %pv_fifo, %s1_len) <{callee = @fa_cube}> : (!pto.ptr<f16, gm>, !pto.ptr<f16, gm>, !pto.ptr<f16, gm>, !pto.ptr<f32, gm>, !pto.ptr<f16, gm>, !pto.ptr<f32, gm>, i32) -> ()
    "func.call"(%out, %qk_fifo, %p_fifo, %pv_fifo, %s1_len) <{callee = @fa_vector}> : (!pto.ptr<f32, gm>, !pto.ptr<f32, gm>, !pto.ptr<f16, gm>, !pto.ptr<f32, gm>, i32) -> ()
    "func.return"() : () -> ()
  }) {EXP_RING = 4 : i32, KV_SPLIT = 1 : i32, QK_PRELOAD = 4 : i32, Q_ROWS = 1024 : i32, S1_TILE = 256 : i32, pto.entry} : () -> ()
  "func.func"() <{function_type = (!pto.ptr<f16, gm>, !pto.ptr<f16, gm>, !pto.ptr<f16, gm>, !pto.ptr<f32, gm>, !pto.ptr<f16, gm>, !pto.ptr<f32, gm>, i32) -> (), sym_name = "fa_cube"}> ({
  ^bb0(%q: !pto.ptr<f16, gm>, %k: !pto.ptr<f16, gm>, %v: !pto.ptr<f16, gm>, %qk_fifo: !pto.ptr<f32, gm>, %p_fifo: !pto.ptr<f16, gm>, %pv_fifo: !pto.ptr<f32, gm>, %s1_len: i32):
    %c256 = "arith.constant"() <{value = 256 : index}> : () -> index
    %c4 = "arith.constant"() <{value = 4 : index}> : () -> index
    %c262144 = "arith.constant"() <{value = 262144 : index}> : () -> index
    %c128 = "arith.constant"() <{value = 128 : index}> : () -> index
    %c1 = "arith.constant"() <{value = 1 : index}> : () -> index
    %c131072 = "arith.constant"() <{value = 131072 : index}> : () -> index
    %c1024 = "arith.constant"() <{value = 1024 : index}> : () -> index
    %c8 = "arith.constant"() <{value = 8 : index}> : () -> index
    %c0 = "arith.constant"() <{value = 0 : index}> : () -> index
    %c2 = "arith.constant"() <{value = 2 : index}> : () -> index
    %c3 = "arith.constant"() <{value = 3 : index}> : () -> index
    %block_i64 = "pto.get_block_idx"() : () -> i64
    %block = "arith.index_cast"(%block_i64) : (i64) -> index
    %blocks_i64 = "pto.get_block_num"() : () -> i64
    %blocks = "arith.index_cast"(%blocks_i64) : (i64) -> index
    %s1 = "arith.index_cast"(%s1_len) : (i32) -> index
    %tiles = "arith.divsi"(%s1, %c256) : (index, index) -> index
    %steady = "arith.subi"(%tiles, %c4) <{overflowFlags = #arith.overflow<none>}> : (index, index) -> index
    %qk_offset = "arith.muli"(%block, %c262144) <{overflowFlags = #arith.overflow<none>}> : (index, index) -> index
    %qk_base = "pto.addptr"(%qk_fifo, %qk_offset) : (!pto.ptr<f32, gm>, index) -> !pto.ptr<f32, gm>
    %qk_slots = "pto.make_tensor_view"(%qk_base, %c128, %c256, %c256, %c1) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.ptr<f32, gm>, index, index, index, index) -> !pto.tensor_view<128x256xf32>
    %qk_pipe = "pto.initialize_l2g2l_pipe"(%qk_slots) <{dir_mask = 1 : i8, flag_base = 0 : i32, local_slot_num = 2 : i32, operandSegmentSizes = array<i32: 1, 0, 0>, slot_num = 8 : i32, slot_size = 131072 : i32}> : (!pto.tensor_view<128x256xf32>) -> !pto.pipe
    %p_offset = "arith.muli"(%block, %c262144) <{overflowFlags = #arith.overflow<none>}> : (index, index) -> index
    %p_base = "pto.addptr"(%p_fifo, %p_offset) : (!pto.ptr<f16, gm>, index) -> !pto.ptr<f16, gm>
    %p_slots = "pto.make_tensor_view"(%p_base, %c128, %c256, %c256, %c1) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.ptr<f16, gm>, index, index, index, index) -> !pto.tensor_view<128x256xf16>
    %p_pipe = "pto.initialize_l2g2l_pipe"(%p_slots) <{dir_mask = 2 : i8, flag_base = 2 : i32, local_slot_num = 2 : i32, operandSegmentSizes = array<i32: 1, 0, 0>, slot_num = 8 : i32, slot_size = 65536 : i32}> : (!pto.tensor_view<128x256xf16>) -> !pto.pipe
    %pv_offset = "arith.muli"(%block, %c131072) <{overflowFlags = #arith.overflow<none>}> : (index, index) -> index
    %pv_base = "pto.addptr"(%pv_fifo, %pv_offset) : (!pto.ptr<f32, gm>, index) -> !pto.ptr<f32, gm>
    %pv_slots = "pto.make_tensor_view"(%pv_base, %c128, %c128, %c128, %c1) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.ptr<f32, gm>, index, index, index, index) -> !pto.tensor_view<128x128xf32>
    %pv_pipe = "pto.initialize_l2g2l_pipe"(%pv_slots) <{dir_mask = 1 : i8, flag_base = 4 : i32, local_slot_num = 2 : i32, operandSegmentSizes = array<i32: 1, 0, 0>, slot_num = 8 : i32, slot_size = 65536 : i32}> : (!pto.tensor_view<128x128xf32>) -> !pto.pipe
    %q_gm = "pto.make_tensor_view"(%q, %c1024, %c128, %c128, %c1) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.ptr<f16, gm>, index, index, index, index) -> !pto.tensor_view<?x128xf16>
    %kt_gm = "pto.make_tensor_view"(%k, %c128, %s1, %c1, %c128) <{layout = #pto.layout<dn>, operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.ptr<f16, gm>, index, index, index, index) -> !pto.tensor_view<128x?xf16>
    %v_gm = "pto.make_tensor_view"(%v, %s1, %c128, %c128, %c1) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.ptr<f16, gm>, index, index, index, index) -> !pto.tensor_view<?x128xf16>
    %q_l1 = "pto.alloc_tile"() <{operandSegmentSizes = array<i32: 0, 0, 0>}> : () -> !pto.tile_buf<mat, 128x128xf16, blayout=col_major, slayout=row_major>
    %k_l1 = "pto.alloc_tile"() <{operandSegmentSizes = array<i32: 0, 0, 0>}> : () -> !pto.tile_buf<mat, 128x128xf16, slayout=col_major>
    %k_l1_1 = "pto.alloc_tile"() <{operandSegmentSizes = array<i32: 0, 0, 0>}> : () -> !pto.tile_buf<mat, 128x128xf16, slayout=col_major>
    %p_l1 = "pto.alloc_tile"() <{operandSegmentSizes = array<i32: 0, 0, 0>}> : () -> !pto.tile_buf<mat, 128x128xf16, blayout=col_major, slayout=row_major>
    %p_l1_1 = "pto.alloc_tile"() <{operandSegmentSizes = array<i32: 0, 0, 0>}> : () -> !pto.tile_buf<mat, 128x128xf16, blayout=col_major, slayout=row_major>
    %v_l1 = "pto.alloc_tile"() <{operandSegmentSizes = array<i32: 0, 0, 0>}> : () -> !pto.tile_buf<mat, 128x128xf16, blayout=col_major, slayout=row_major>
    %v_l1_1 = "pto.alloc_tile"() <{operandSegmentSizes = array<i32: 0, 0, 0>}> : () -> !pto.tile_buf<mat, 128x128xf16, blayout=col_major, slayout=row_major>
    %q_left = "pto.alloc_tile"() <{operandSegmentSizes = array<i32: 0, 0, 0>}> : () -> !pto.tile_buf<left, 128x128xf16, slayout=row_major>
    %p_left = "pto.alloc_tile"() <{operandSegmentSizes = array<i32: 0, 0, 0>}> : () -> !pto.tile_buf<left, 128x128xf16, slayout=row_major>
    %k_right = "pto.alloc_tile"() <{operandSegmentSizes = array<i32: 0, 0, 0>}> : () -> !pto.tile_buf<right, 128x128xf16, slayout=col_major>
    %v_right = "pto.alloc_tile"() <{operandSegmentSizes = array<i32: 0, 0, 0>}> : () -> !pto.tile_buf<right, 128x128xf16, slayout=col_major>
    %qk_acc = "pto.alloc_tile"() <{operandSegmentSizes = array<i32: 0, 0, 0>}> : () -> !pto.tile_buf<acc, 128x128xf32, blayout=col_major, slayout=row_major, fractal=1024>
    %pv_acc = "pto.alloc_tile"() <{operandSegmentSizes = array<i32: 0, 0, 0>}> : () -> !pto.tile_buf<acc, 128x128xf32, blayout=col_major, slayout=row_major, fractal=1024>
    "scf.for"(%block, %c8, %blocks) ({
    ^bb0(%item: index):
      %q_row = "arith.muli"(%item, %c128) <{overflowFlags = #arith.overflow<none>}> : (index, index) -> index
      %q_part = "pto.partition_view"(%q_gm, %q_row, %c0, %c128, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<?x128xf16>, index, index, index, index) -> !pto.partition_tensor_view<128x128xf16>
      "pto.tload"(%q_part, %q_l1) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<128x128xf16>, !pto.tile_buf<mat, 128x128xf16, blayout=col_major, slayout=row_major>) -> ()
      "pto.tmov"(%q_l1, %q_left) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<mat, 128x128xf16, blayout=col_major, slayout=row_major>, !pto.tile_buf<left, 128x128xf16, slayout=row_major>) -> ()
      %qk_entry = "pto.declare_global"() : () -> !pto.tensor_view<128x256xf32>
      "pto.talloc"(%qk_entry, %qk_pipe) <{split = 1 : i8}> : (!pto.tensor_view<128x256xf32>, !pto.pipe) -> ()
      %tile_start = "arith.muli"(%c0, %c256) <{overflowFlags = #arith.overflow<none>}> : (index, index) -> index
      %key = "arith.addi"(%tile_start, %c0) <{overflowFlags = #arith.overflow<none>}> : (index, index) -> index
      %k_part = "pto.partition_view"(%kt_gm, %c0, %key, %c128, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<128x?xf16>, index, index, index, index) -> !pto.partition_tensor_view<128x128xf16>
      "pto.tload"(%k_part, %k_l1) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<128x128xf16>, !pto.tile_buf<mat, 128x128xf16, slayout=col_major>) -> ()
      "pto.tmov"(%k_l1, %k_right) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<mat, 128x128xf16, slayout=col_major>, !pto.tile_buf<right, 128x128xf16, slayout=col_major>) -> ()
      "pto.tmatmul"(%q_left, %k_right, %qk_acc) : (!pto.tile_buf<left, 128x128xf16, slayout=row_major>, !pto.tile_buf<right, 128x128xf16, slayout=col_major>, !pto.tile_buf<acc, 128x128xf32, blayout=col_major, slayout=row_major, fractal=1024>) -> ()
      %qk_part = "pto.partition_view"(%qk_entry, %c0, %c0, %c128, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<128x256xf32>, index, index, index, index) -> !pto.partition_tensor_view<128x128xf32>
      "pto.tstore"(%qk_acc, %qk_part) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<acc, 128x128xf32, blayout=col_major, slayout=row_major, fractal=1024>, !pto.partition_tensor_view<128x128xf32>) -> ()
      %tile_start_1 = "arith.muli"(%c0, %c256) <{overflowFlags = #arith.overflow<none>}> : (index, index) -> index
      %key_1 = "arith.addi"(%tile_start_1, %c128) <{overflowFlags = #arith.overflow<none>}> : (index, index) -> index
      %k_part_1 = "pto.partition_view"(%kt_gm, %c0, %key_1, %c128, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<128x?xf16>, index, index, index, index) -> !pto.partition_tensor_view<128x128xf16>
      "pto.tload"(%k_part_1, %k_l1_1) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<128x128xf16>, !pto.tile_buf<mat, 128x128xf16, slayout=col_major>) -> ()
      "pto.tmov"(%k_l1_1, %k_right) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<mat, 128x128xf16, slayout=col_major>, !pto.tile_buf<right, 128x128xf16, slayout=col_major>) -> ()
      "pto.tmatmul"(%q_left, %k_right, %qk_acc) : (!pto.tile_buf<left, 128x128xf16, slayout=row_major>, !pto.tile_buf<right, 128x128xf16, slayout=col_major>, !pto.tile_buf<acc, 128x128xf32, blayout=col_major, slayout=row_major, fractal=1024>) -> ()
      %qk_part_1 = "pto.partition_view"(%qk_entry, %c0, %c128, %c128, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<128x256xf32>, index, index, index, index) -> !pto.partition_tensor_view<128x128xf32>
      "pto.tstore"(%qk_acc, %qk_part_1) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<acc, 128x128xf32, blayout=col_major, slayout=row_major, fractal=1024>, !pto.partition_tensor_view<128x128xf32>) -> ()
      "pto.tpush"(%qk_entry, %qk_pipe) <{split = 1 : i8}> : (!pto.tensor_view<128x256xf32>, !pto.pipe) -> ()
      %qk_entry_1 = "pto.declare_global"() : () -> !pto.tensor_view<128x256xf32>
      "pto.talloc"(%qk_entry_1, %qk_pipe) <{split = 1 : i8}> : (!pto.tensor_view<128x256xf32>, !pto.pipe) -> ()
      %tile_start_2 = "arith.muli"(%c1, %c256) <{overflowFlags = #arith.overflow<none>}> : (index, index) -> index
      %key_2 = "arith.addi"(%tile_start_2, %c0) <{overflowFlags = #arith.overflow<none>}> : (index, index) -> index
      %k_part_2 = "pto.partition_view"(%kt_gm, %c0, %key_2, %c128, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<128x?xf16>, index, index, index, index) -> !pto.partition_tensor_view<128x128xf16>
      "pto.tload"(%k_part_2, %k_l1) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<128x128xf16>, !pto.tile_buf<mat, 128x128xf16, slayout=col_major>) -> ()
      "pto.tmov"(%k_l1, %k_right) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<mat, 128x128xf16, slayout=col_major>, !pto.tile_buf<right, 128x128xf16, slayout=col_major>) -> ()
      "pto.tmatmul"(%q_left, %k_right, %qk_acc) : (!pto.tile_buf<left, 128x128xf16, slayout=row_major>, !pto.tile_buf<right, 128x128xf16, slayout=col_major>, !pto.tile_buf<acc, 128x128xf32, blayout=col_major, slayout=row_major, fractal=1024>) -> ()
      %qk_part_2 = "pto.partition_view"(%qk_entry_1, %c0, %c0, %c128, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<128x256xf32>, index, index, index, index) -> !pto.partition_tensor_view<128x128xf32>
      "pto.tstore"(%qk_acc, %qk_part_2) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<acc, 128x128xf32, blayout=col_major, slayout=row_major, fractal=1024>, !pto.partition_tensor_view<128x128xf32>) -> ()
      %tile_start_3 = "arith.muli"(%c1, %c256) <{overflowFlags = #arith.overflow<none>}> : (index, index) -> index
      %key_3 = "arith.addi"(%tile_start_3, %c128) <{overflowFlags = #arith.overflow<none>}> : (index, index) -> index
      %k_part_3 = "pto.partition_view"(%kt_gm, %c0, %key_3, %c128, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<128x?xf16>, index, index, index, index) -> !pto.partition_tensor_view<128x128xf16>
      "pto.tload"(%k_part_3, %k_l1_1) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<128x128xf16>, !pto.tile_buf<mat, 128x128xf16, slayout=col_major>) -> ()
      "pto.tmov"(%k_l1_1, %k_right) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<mat, 128x128xf16, slayout=col_major>, !pto.tile_buf<right, 128x128xf16, slayout=col_major>) -> ()
      "pto.tmatmul"(%q_left, %k_right, %qk_acc) : (!pto.tile_buf<left, 128x128xf16, slayout=row_major>, !pto.tile_buf<right, 128x128xf16, slayout=col_major>, !pto.tile_buf<acc, 128x128xf32, blayout=col_major, slayout=row_major, fractal=1024>) -> ()
      %qk_part_3 = "pto.partition_view"(%qk_entry_1, %c0, %c128, %c128, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<128x256xf32>, index, index, index, index) -> !pto.partition_tensor_view<128x128xf32>
      "pto.tstore"(%qk_acc, %qk_part_3) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<acc, 128x128xf32, blayout=col_major, slayout=row_major, fractal=1024>, !pto.partition_tensor_view<128x128xf32>) -> ()
      "pto.tpush"(%qk_entry_1, %qk_pipe) <{split = 1 : i8}> : (!pto.tensor_view<128x256xf32>, !pto.pipe) -> ()
      %qk_entry_2 = "pto.declare_global"() : () -> !pto.tensor_view<128x256xf32>
      "pto.talloc"(%qk_entry_2, %qk_pipe) <{split = 1 : i8}> : (!pto.tensor_view<128x256xf32>, !pto.pipe) -> ()
      %tile_start_4 = "arith.muli"(%c2, %c256) <{overflowFlags = #arith.overflow<none>}> : (index, index) -> index
      %key_4 = "arith.addi"(%tile_start_4, %c0) <{overflowFlags = #arith.overflow<none>}> : (index, index) -> index
      %k_part_4 = "pto.partition_view"(%kt_gm, %c0, %key_4, %c128, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<128x?xf16>, index, index, index, index) -> !pto.partition_tensor_view<128x128xf16>
      "pto.tload"(%k_part_4, %k_l1) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<128x128xf16>, !pto.tile_buf<mat, 128x128xf16, slayout=col_major>) -> ()
      "pto.tmov"(%k_l1, %k_right) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<mat, 128x128xf16, slayout=col_major>, !pto.tile_buf<right, 128x128xf16, slayout=col_major>) -> ()
      "pto.tmatmul"(%q_left, %k_right, %qk_acc) : (!pto.tile_buf<left, 128x128xf16, slayout=row_major>, !pto.tile_buf<right, 128x128xf16, slayout=col_major>, !pto.tile_buf<acc, 128x128xf32, blayout=col_major, slayout=row_major, fractal=1024>) -> ()
      %qk_part_4 = "pto.partition_view"(%qk_entry_2, %c0, %c0, %c128, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<128x256xf32>, index, index, index, index) -> !pto.partition_tensor_view<128x128xf32>
      "pto.tstore"(%qk_acc, %qk_part_4) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<acc, 128x128xf32, blayout=col_major, slayout=row_major, fractal=1024>, !pto.partition_tensor_view<128x128xf32>) -> ()
      %tile_start_5 = "arith.muli"(%c2, %c256) <{overflowFlags = #arith.overflow<none>}> : (index, index) -> index
      %key_5 = "arith.addi"(%tile_start_5, %c128) <{overflowFlags = #arith.overflow<none>}> : (index, index) -> index
      %k_part_5 = "pto.partition_view"(%kt_gm, %c0, %key_5, %c128, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<128x?xf16>, index, index, index, index) -> !pto.partition_tensor_view<128x128xf16>
      "pto.tload"(%k_part_5, %k_l1_1) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<128x128xf16>, !pto.tile_buf<mat, 128x128xf16, slayout=col_major>) -> ()
      "pto.tmov"(%k_l1_1, %k_right) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<mat, 128x128xf16, slayout=col_major>, !pto.tile_buf<right, 128x128xf16, slayout=col_major>) -> ()
      "pto.tmatmul"(%q_left, %k_right, %qk_acc) : (!pto.tile_buf<left, 128x128xf16, slayout=row_major>, !pto.tile_buf<right, 128x128xf16, slayout=col_major>, !pto.tile_buf<acc, 128x128xf32, blayout=col_major, slayout=row_major, fractal=1024>) -> ()
      %qk_part_5 = "pto.partition_view"(%qk_entry_2, %c0, %c128, %c128, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<128x256xf32>, index, index, index, index) -> !pto.partition_tensor_view<128x128xf32>
      "pto.tstore"(%qk_acc, %qk_part_5) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<acc, 128x128xf32, blayout=col_major, slayout=row_major, fractal=1024>, !pto.partition_tensor_view<128x128xf32>) -> ()
      "pto.tpush"(%qk_entry_2, %qk_pipe) <{split = 1 : i8}> : (!pto.tensor_view<128x256xf32>, !pto.pipe) -> ()
      %qk_entry_3 = "pto.declare_global"() : () -> !pto.tensor_view<128x256xf32>
      "pto.talloc"(%qk_entry_3, %qk_pipe) <{split = 1 : i8}> : (!pto.tensor_view<128x256xf32>, !pto.pipe) -> ()
      %tile_start_6 = "arith.muli"(%c3, %c256) <{overflowFlags = #arith.overflow<none>}> : (index, index) -> index
      %key_6 = "arith.addi"(%tile_start_6, %c0) <{overflowFlags = #arith.overflow<none>}> : (index, index) -> index
      %k_part_6 = "pto.partition_view"(%kt_gm, %c0, %key_6, %c128, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<128x?xf16>, index, index, index, index) -> !pto.partition_tensor_view<128x128xf16>
      "pto.tload"(%k_part_6, %k_l1) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<128x128xf16>, !pto.tile_buf<mat, 128x128xf16, slayout=col_major>) -> ()
      "pto.tmov"(%k_l1, %k_right) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<mat, 128x128xf16, slayout=col_major>, !pto.tile_buf<right, 128x128xf16, slayout=col_major>) -> ()
      "pto.tmatmul"(%q_left, %k_right, %qk_acc) : (!pto.tile_buf<left, 128x128xf16, slayout=row_major>, !pto.tile_buf<right, 128x128xf16, slayout=col_major>, !pto.tile_buf<acc, 128x128xf32, blayout=col_major, slayout=row_major, fractal=1024>) -> ()
      %qk_part_6 = "pto.partition_view"(%qk_entry_3, %c0, %c0, %c128, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<128x256xf32>, index, index, index, index) -> !pto.partition_tensor_view<128x128xf32>
      "pto.tstore"(%qk_acc, %qk_part_6) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<acc, 128x128xf32, blayout=col_major, slayout=row_major, fractal=1024>, !pto.partition_tensor_view<128x128xf32>) -> ()
      %tile_start_7 = "arith.muli"(%c3, %c256) <{overflowFlags = #arith.overflow<none>}> : (index, index) -> index
      %key_7 = "arith.addi"(%tile_start_7, %c128) <{overflowFlags = #arith.overflow<none>}> : (index, index) -> index
      %k_part_7 = "pto.partition_view"(%kt_gm, %c0, %key_7, %c128, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<128x?xf16>, index, index, index, index) -> !pto.partition_tensor_view<128x128xf16>
      "pto.tload"(%k_part_7, %k_l1_1) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<128x128xf16>, !pto.tile_buf<mat, 128x128xf16, slayout=col_major>) -> ()
      "pto.tmov"(%k_l1_1, %k_right) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<mat, 128x128xf16, slayout=col_major>, !pto.tile_buf<right, 128x128xf16, slayout=col_major>) -> ()
      "pto.tmatmul"(%q_left, %k_right, %qk_acc) : (!pto.tile_buf<left, 128x128xf16, slayout=row_major>, !pto.tile_buf<right, 128x128xf16, slayout=col_major>, !pto.tile_buf<acc, 128x128xf32, blayout=col_major, slayout=row_major, fractal=1024>) -> ()
      %qk_part_7 = "pto.partition_view"(%qk_entry_3, %c0, %c128, %c128, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<128x256xf32>, index, index, index, index) -> !pto.partition_tensor_view<128x128xf32>
      "pto.tstore"(%qk_acc, %qk_part_7) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<acc, 128x128xf32, blayout=col_major, slayout=row_major, fractal=1024>, !pto.partition_tensor_view<128x128xf32>) -> ()
      "pto.tpush"(%qk_entry_3, %qk_pipe) <{split = 1 : i8}> : (!pto.tensor_view<128x256xf32>, !pto.pipe) -> ()
      "scf.for"(%c0, %steady, %c1) ({
      ^bb0(%tile_id: index):
        %next_tile = "arith.addi"(%tile_id, %c4) <{overflowFlags = #arith.overflow<none>}> : (index, index) -> index
        %p_entry = "pto.declare_global"() : () -> !pto.tensor_view<128x256xf16>
        "pto.tpop"(%p_entry, %p_pipe) <{split = 1 : i8}> : (!pto.tensor_view<128x256xf16>, !pto.pipe) -> ()
        %pv_entry = "pto.declare_global"() : () -> !pto.tensor_view<128x128xf32>
        "pto.talloc"(%pv_entry, %pv_pipe) <{split = 1 : i8}> : (!pto.tensor_view<128x128xf32>, !pto.pipe) -> ()
        %qk_entry_4 = "pto.declare_global"() : () -> !pto.tensor_view<128x256xf32>
        "pto.talloc"(%qk_entry_4, %qk_pipe) <{split = 1 : i8}> : (!pto.tensor_view<128x256xf32>, !pto.pipe) -> ()
        %p_part = "pto.partition_view"(%p_entry, %c0, %c0, %c128, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<128x256xf16>, index, index, index, index) -> !pto.partition_tensor_view<128x128xf16>
        %tile_start_8 = "arith.muli"(%tile_id, %c256) <{overflowFlags = #arith.overflow<none>}> : (index, index) -> index
        %key_8 = "arith.addi"(%tile_start_8, %c0) <{overflowFlags = #arith.overflow<none>}> : (index, index) -> index
        %v_part = "pto.partition_view"(%v_gm, %key_8, %c0, %c128, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<?x128xf16>, index, index, index, index) -> !pto.partition_tensor_view<128x128xf16>
        "pto.tload"(%p_part, %p_l1) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<128x128xf16>, !pto.tile_buf<mat, 128x128xf16, blayout=col_major, slayout=row_major>) -> ()
        "pto.tload"(%v_part, %v_l1) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<128x128xf16>, !pto.tile_buf<mat, 128x128xf16, blayout=col_major, slayout=row_major>) -> ()
        "pto.tmov"(%p_l1, %p_left) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<mat, 128x128xf16, blayout=col_major, slayout=row_major>, !pto.tile_buf<left, 128x128xf16, slayout=row_major>) -> ()
        "pto.tmov"(%v_l1, %v_right) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<mat, 128x128xf16, blayout=col_major, slayout=row_major>, !pto.tile_buf<right, 128x128xf16, slayout=col_major>) -> ()
        "pto.tmatmul"(%p_left, %v_right, %pv_acc) : (!pto.tile_buf<left, 128x128xf16, slayout=row_major>, !pto.tile_buf<right, 128x128xf16, slayout=col_major>, !pto.tile_buf<acc, 128x128xf32, blayout=col_major, slayout=row_major, fractal=1024>) -> ()
        %tile_start_9 = "arith.muli"(%next_tile, %c256) <{overflowFlags = #arith.overflow<none>}> : (index, index) -> index
        %key_9 = "arith.addi"(%tile_start_9, %c0) <{overflowFlags = #arith.overflow<none>}> : (index, index) -> index
        %k_part_8 = "pto.partition_view"(%kt_gm, %c0, %key_9, %c128, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<128x?xf16>, index, index, index, index) -> !pto.partition_tensor_view<128x128xf16>
        "pto.tload"(%k_part_8, %k_l1) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<128x128xf16>, !pto.tile_buf<mat, 128x128xf16, slayout=col_major>) -> ()
        "pto.tmov"(%k_l1, %k_right) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<mat, 128x128xf16, slayout=col_major>, !pto.tile_buf<right, 128x128xf16, slayout=col_major>) -> ()
        "pto.tmatmul"(%q_left, %k_right, %qk_acc) : (!pto.tile_buf<left, 128x128xf16, slayout=row_major>, !pto.tile_buf<right, 128x128xf16, slayout=col_major>, !pto.tile_buf<acc, 128x128xf32, blayout=col_major, slayout=row_major, fractal=1024>) -> ()
        %qk_part_8 = "pto.partition_view"(%qk_entry_4, %c0, %c0, %c128, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<128x256xf32>, index, index, index, index) -> !pto.partition_tensor_view<128x128xf32>
        "pto.tstore"(%qk_acc, %qk_part_8) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<acc, 128x128xf32, blayout=col_major, slayout=row_major, fractal=1024>, !pto.partition_tensor_view<128x128xf32>) -> ()
        %p_part_1 = "pto.partition_view"(%p_entry, %c0, %c128, %c128, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<128x256xf16>, index, index, index, index) -> !pto.partition_tensor_view<128x128xf16>
        %tile_start_10 = "arith.muli"(%tile_id, %c256) <{overflowFlags = #arith.overflow<none>}> : (index, index) -> index
        %key_10 = "arith.addi"(%tile_start_10, %c128) <{overflowFlags = #arith.overflow<none>}> : (index, index) -> index
        %v_part_1 = "pto.partition_view"(%v_gm, %key_10, %c0, %c128, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<?x128xf16>, index, index, index, index) -> !pto.partition_tensor_view<128x128xf16>
        "pto.tload"(%p_part_1, %p_l1_1) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<128x128xf16>, !pto.tile_buf<mat, 128x128xf16, blayout=col_major, slayout=row_major>) -> ()
        "pto.tload"(%v_part_1, %v_l1_1) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<128x128xf16>, !pto.tile_buf<mat, 128x128xf16, blayout=col_major, slayout=row_major>) -> ()
        "pto.tmov"(%p_l1_1, %p_left) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<mat, 128x128xf16, blayout=col_major, slayout=row_major>, !pto.tile_buf<left, 128x128xf16, slayout=row_major>) -> ()
        "pto.tmov"(%v_l1_1, %v_right) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<mat, 128x128xf16, blayout=col_major, slayout=row_major>, !pto.tile_buf<right, 128x128xf16, slayout=col_major>) -> ()
        "pto.tmatmul.acc"(%pv_acc, %p_left, %v_right, %pv_acc) : (!pto.tile_buf<acc, 128x128xf32, blayout=col_major, slayout=row_major, fractal=1024>, !pto.tile_buf<left, 128x128xf16, slayout=row_major>, !pto.tile_buf<right, 128x128xf16, slayout=col_major>, !pto.tile_buf<acc, 128x128xf32, blayout=col_major, slayout=row_major, fractal=1024>) -> ()
        %pv_part = "pto.partition_view"(%pv_entry, %c0, %c0, %c128, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<128x128xf32>, index, index, index, index) -> !pto.partition_tensor_view<128x128xf32>
        "pto.tstore"(%pv_acc, %pv_part) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<acc, 128x128xf32, blayout=col_major, slayout=row_major, fractal=1024>, !pto.partition_tensor_view<128x128xf32>) -> ()
        "pto.tpush"(%pv_entry, %pv_pipe) <{split = 1 : i8}> : (!pto.tensor_view<128x128xf32>, !pto.pipe) -> ()
        "pto.tfree"(%p_entry, %p_pipe) <{split = 1 : i8}> : (!pto.tensor_view<128x256xf16>, !pto.pipe) -> ()
        %tile_start_11 = "arith.muli"(%next_tile, %c256) <{overflowFlags = #arith.overflow<none>}> : (index, index) -> index
        %key_11 = "arith.addi"(%tile_start_11, %c128) <{overflowFlags = #arith.overflow<none>}> : (index, index) -> index
        %k_part_9 = "pto.partition_view"(%kt_gm, %c0, %key_11, %c128, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<128x?xf16>, index, index, index, index) -> !pto.partition_tensor_view<128x128xf16>
        "pto.tload"(%k_part_9, %k_l1_1) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<128x128xf16>, !pto.tile_buf<mat, 128x128xf16, slayout=col_major>) -> ()
        "pto.tmov"(%k_l1_1, %k_right) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<mat, 128x128xf16, slayout=col_major>, !pto.tile_buf<right, 128x128xf16, slayout=col_major>) -> ()
        "pto.tmatmul"(%q_left, %k_right, %qk_acc) : (!pto.tile_buf<left, 128x128xf16, slayout=row_major>, !pto.tile_buf<right, 128x128xf16, slayout=col_major>, !pto.tile_buf<acc, 128x128xf32, blayout=col_major, slayout=row_major, fractal=1024>) -> ()
        %qk_part_9 = "pto.partition_view"(%qk_entry_4, %c0, %c128, %c128, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<128x256xf32>, index, index, index, index) -> !pto.partition_tensor_view<128x128xf32>
        "pto.tstore"(%qk_acc, %qk_part_9) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<acc, 128x128xf32, blayout=col_major, slayout=row_major, fractal=1024>, !pto.partition_tensor_view<128x128xf32>) -> ()
        "pto.tpush"(%qk_entry_4, %qk_pipe) <{split = 1 : i8}> : (!pto.tensor_view<128x256xf32>, !pto.pipe) -> ()
        "scf.yield"() : () -> ()
      }) : (index, index, index) -> ()
      %last_tile = "arith.addi"(%steady, %c0) <{overflowFlags = #arith.overflow<none>}> : (index, index) -> index
      %p_entry_1 = "pto.declare_global"() : () -> !pto.tensor_view<128x256xf16>
      "pto.tpop"(%p_entry_1, %p_pipe) <{split = 1 : i8}> : (!pto.tensor_view<128x256xf16>, !pto.pipe) -> ()
      %pv_entry_1 = "pto.declare_global"() : () -> !pto.tensor_view<128x128xf32>
      "pto.talloc"(%pv_entry_1, %pv_pipe) <{split = 1 : i8}> : (!pto.tensor_view<128x128xf32>, !pto.pipe) -> ()
      %p_part_2 = "pto.partition_view"(%p_entry_1, %c0, %c0, %c128, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<128x256xf16>, index, index, index, index) -> !pto.partition_tensor_view<128x128xf16>
      %tile_start_12 = "arith.muli"(%last_tile, %c256) <{overflowFlags = #arith.overflow<none>}> : (index, index) -> index
      %key_12 = "arith.addi"(%tile_start_12, %c0) <{overflowFlags = #arith.overflow<none>}> : (index, index) -> index
      %v_part_2 = "pto.partition_view"(%v_gm, %key_12, %c0, %c128, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<?x128xf16>, index, index, index, index) -> !pto.partition_tensor_view<128x128xf16>
      "pto.tload"(%p_part_2, %p_l1) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<128x128xf16>, !pto.tile_buf<mat, 128x128xf16, blayout=col_major, slayout=row_major>) -> ()
      "pto.tload"(%v_part_2, %v_l1) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<128x128xf16>, !pto.tile_buf<mat, 128x128xf16, blayout=col_major, slayout=row_major>) -> ()
      "pto.tmov"(%p_l1, %p_left) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<mat, 128x128xf16, blayout=col_major, slayout=row_major>, !pto.tile_buf<left, 128x128xf16, slayout=row_major>) -> ()
      "pto.tmov"(%v_l1, %v_right) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<mat, 128x128xf16, blayout=col_major, slayout=row_major>, !pto.tile_buf<right, 128x128xf16, slayout=col_major>) -> ()
      "pto.tmatmul"(%p_left, %v_right, %pv_acc) : (!pto.tile_buf<left, 128x128xf16, slayout=row_major>, !pto.tile_buf<right, 128x128xf16, slayout=col_major>, !pto.tile_buf<acc, 128x128xf32, blayout=col_major, slayout=row_major, fractal=1024>) -> ()
      %p_part_3 = "pto.partition_view"(%p_entry_1, %c0, %c128, %c128, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<128x256xf16>, index, index, index, index) -> !pto.partition_tensor_view<128x128xf16>
      %tile_start_13 = "arith.muli"(%last_tile, %c256) <{overflowFlags = #arith.overflow<none>}> : (index, index) -> index
      %key_13 = "arith.addi"(%tile_start_13, %c128) <{overflowFlags = #arith.overflow<none>}> : (index, index) -> index
      %v_part_3 = "pto.partition_view"(%v_gm, %key_13, %c0, %c128, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<?x128xf16>, index, index, index, index) -> !pto.partition_tensor_view<128x128xf16>
      "pto.tload"(%p_part_3, %p_l1_1) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<128x128xf16>, !pto.tile_buf<mat, 128x128xf16, blayout=col_major, slayout=row_major>) -> ()
      "pto.tload"(%v_part_3, %v_l1_1) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<128x128xf16>, !pto.tile_buf<mat, 128x128xf16, blayout=col_major, slayout=row_major>) -> ()
      "pto.tmov"(%p_l1_1, %p_left) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<mat, 128x128xf16, blayout=col_major, slayout=row_major>, !pto.tile_buf<left, 128x128xf16, slayout=row_major>) -> ()
      "pto.tmov"(%v_l1_1, %v_right) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<mat, 128x128xf16, blayout=col_major, slayout=row_major>, !pto.tile_buf<right, 128x128xf16, slayout=col_major>) -> ()
      "pto.tmatmul.acc"(%pv_acc, %p_left, %v_right, %pv_acc) : (!pto.tile_buf<acc, 128x128xf32, blayout=col_major, slayout=row_major, fractal=1024>, !pto.tile_buf<left, 128x128xf16, slayout=row_major>, !pto.tile_buf<right, 128x128xf16, slayout=col_major>, !pto.tile_buf<acc, 128x128xf32, blayout=col_major, slayout=row_major, fractal=1024>) -> ()
      %pv_part_1 = "pto.partition_view"(%pv_entry_1, %c0, %c0, %c128, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<128x128xf32>, index, index, index, index) -> !pto.partition_tensor_view<128x128xf32>
      "pto.tstore"(%pv_acc, %pv_part_1) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<acc, 128x128xf32, blayout=col_major, slayout=row_major, fractal=1024>, !pto.partition_tensor_view<128x128xf32>) -> ()
      "pto.tpush"(%pv_entry_1, %pv_pipe) <{split = 1 : i8}> : (!pto.tensor_view<128x128xf32>, !pto.pipe) -> ()
      "pto.tfree"(%p_entry_1, %p_pipe) <{split = 1 : i8}> : (!pto.tensor_view<128x256xf16>, !pto.pipe) -> ()
      %last_tile_1 = "arith.addi"(%steady, %c1) <{overflowFlags = #arith.overflow<none>}> : (index, index) -> index
      %p_entry_2 = "pto.declare_global"() : () -> !pto.tensor_view<128x256xf16>
      "pto.tpop"(%p_entry_2, %p_pipe) <{split = 1 : i8}> : (!pto.tensor_view<128x256xf16>, !pto.pipe) -> ()
      %pv_entry_2 = "pto.declare_global"() : () -> !pto.tensor_view<128x128xf32>
      "pto.talloc"(%pv_entry_2, %pv_pipe) <{split = 1 : i8}> : (!pto.tensor_view<128x128xf32>, !pto.pipe) -> ()
      %p_part_4 = "pto.partition_view"(%p_entry_2, %c0, %c0, %c128, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<128x256xf16>, index, index, index, index) -> !pto.partition_tensor_view<128x128xf16>
      %tile_start_14 = "arith.muli"(%last_tile_1, %c256) <{overflowFlags = #arith.overflow<none>}> : (index, index) -> index
      %key_14 = "arith.addi"(%tile_start_14, %c0) <{overflowFlags = #arith.overflow<none>}> : (index, index) -> index
      %v_part_4 = "pto.partition_view"(%v_gm, %key_14, %c0, %c128, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<?x128xf16>, index, index, index, index) -> !pto.partition_tensor_view<128x128xf16>
      "pto.tload"(%p_part_4, %p_l1) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<128x128xf16>, !pto.tile_buf<mat, 128x128xf16, blayout=col_major, slayout=row_major>) -> ()
      "pto.tload"(%v_part_4, %v_l1) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<128x128xf16>, !pto.tile_buf<mat, 128x128xf16, blayout=col_major, slayout=row_major>) -> ()
      "pto.tmov"(%p_l1, %p_left) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<mat, 128x128xf16, blayout=col_major, slayout=row_major>, !pto.tile_buf<left, 128x128xf16, slayout=row_major>) -> ()
      "pto.tmov"(%v_l1, %v_right) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<mat, 128x128xf16, blayout=col_major, slayout=row_major>, !pto.tile_buf<right, 128x128xf16, slayout=col_major>) -> ()
      "pto.tmatmul"(%p_left, %v_right, %pv_acc) : (!pto.tile_buf<left, 128x128xf16, slayout=row_major>, !pto.tile_buf<right, 128x128xf16, slayout=col_major>, !pto.tile_buf<acc, 128x128xf32, blayout=col_major, slayout=row_major, fractal=1024>) -> ()
      %p_part_5 = "pto.partition_view"(%p_entry_2, %c0, %c128, %c128, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<128x256xf16>, index, index, index, index) -> !pto.partition_tensor_view<128x128xf16>
      %tile_start_15 = "arith.muli"(%last_tile_1, %c256) <{overflowFlags = #arith.overflow<none>}> : (index, index) -> index
      %key_15 = "arith.addi"(%tile_start_15, %c128) <{overflowFlags = #arith.overflow<none>}> : (index, index) -> index
      %v_part_5 = "pto.partition_view"(%v_gm, %key_15, %c0, %c128, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<?x128xf16>, index, index, index, index) -> !pto.partition_tensor_view<128x128xf16>
      "pto.tload"(%p_part_5, %p_l1_1) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<128x128xf16>, !pto.tile_buf<mat, 128x128xf16, blayout=col_major, slayout=row_major>) -> ()
      "pto.tload"(%v_part_5, %v_l1_1) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<128x128xf16>, !pto.tile_buf<mat, 128x128xf16, blayout=col_major, slayout=row_major>) -> ()
      "pto.tmov"(%p_l1_1, %p_left) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<mat, 128x128xf16, blayout=col_major, slayout=row_major>, !pto.tile_buf<left, 128x128xf16, slayout=row_major>) -> ()
      "pto.tmov"(%v_l1_1, %v_right) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<mat, 128x128xf16, blayout=col_major, slayout=row_major>, !pto.tile_buf<right, 128x128xf16, slayout=col_major>) -> ()
      "pto.tmatmul.acc"(%pv_acc, %p_left, %v_right, %pv_acc) : (!pto.tile_buf<acc, 128x128xf32, blayout=col_major, slayout=row_major, fractal=1024>, !pto.tile_buf<left, 128x128xf16, slayout=row_major>, !pto.tile_buf<right, 128x128xf16, slayout=col_major>, !pto.tile_buf<acc, 128x128xf32, blayout=col_major, slayout=row_major, fractal=1024>) -> ()
      %pv_part_2 = "pto.partition_view"(%pv_entry_2, %c0, %c0, %c128, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<128x128xf32>, index, index, index, index) -> !pto.partition_tensor_view<128x128xf32>
      "pto.tstore"(%pv_acc, %pv_part_2) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<acc, 128x128xf32, blayout=col_major, slayout=row_major, fractal=1024>, !pto.partition_tensor_view<128x128xf32>) -> ()
      "pto.tpush"(%pv_entry_2, %pv_pipe) <{split = 1 : i8}> : (!pto.tensor_view<128x128xf32>, !pto.pipe) -> ()
      "pto.tfree"(%p_entry_2, %p_pipe) <{split = 1 : i8}> : (!pto.tensor_view<128x256xf16>, !pto.pipe) -> ()
      %last_tile_2 = "arith.addi"(%steady, %c2) <{overflowFlags = #arith.overflow<none>}> : (index, index) -> index
      %p_entry_3 = "pto.declare_global"() : () -> !pto.tensor_view<128x256xf16>
      "pto.tpop"(%p_entry_3, %p_pipe) <{split = 1 : i8}> : (!pto.tensor_view<128x256xf16>, !pto.pipe) -> ()
      %pv_entry_3 = "pto.declare_global"() : () -> !pto.tensor_view<128x128xf32>
      "pto.talloc"(%pv_entry_3, %pv_pipe) <{split = 1 : i8}> : (!pto.tensor_view<128x128xf32>, !pto.pipe) -> ()
      %p_part_6 = "pto.partition_view"(%p_entry_3, %c0, %c0, %c128, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<128x256xf16>, index, index, index, index) -> !pto.partition_tensor_view<128x128xf16>
      %tile_start_16 = "arith.muli"(%last_tile_2, %c256) <{overflowFlags = #arith.overflow<none>}> : (index, index) -> index
      %key_16 = "arith.addi"(%tile_start_16, %c0) <{overflowFlags = #arith.overflow<none>}> : (index, index) -> index
      %v_part_6 = "pto.partition_view"(%v_gm, %key_16, %c0, %c128, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<?x128xf16>, index, index, index, index) -> !pto.partition_tensor_view<128x128xf16>
      "pto.tload"(%p_part_6, %p_l1) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<128x128xf16>, !pto.tile_buf<mat, 128x128xf16, blayout=col_major, slayout=row_major>) -> ()
      "pto.tload"(%v_part_6, %v_l1) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<128x128xf16>, !pto.tile_buf<mat, 128x128xf16, blayout=col_major, slayout=row_major>) -> ()
      "pto.tmov"(%p_l1, %p_left) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<mat, 128x128xf16, blayout=col_major, slayout=row_major>, !pto.tile_buf<left, 128x128xf16, slayout=row_major>) -> ()
      "pto.tmov"(%v_l1, %v_right) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<mat, 128x128xf16, blayout=col_major, slayout=row_major>, !pto.tile_buf<right, 128x128xf16, slayout=col_major>) -> ()
      "pto.tmatmul"(%p_left, %v_right, %pv_acc) : (!pto.tile_buf<left, 128x128xf16, slayout=row_major>, !pto.tile_buf<right, 128x128xf16, slayout=col_major>, !pto.tile_buf<acc, 128x128xf32, blayout=col_major, slayout=row_major, fractal=1024>) -> ()
      %p_part_7 = "pto.partition_view"(%p_entry_3, %c0, %c128, %c128, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<128x256xf16>, index, index, index, index) -> !pto.partition_tensor_view<128x128xf16>
      %tile_start_17 = "arith.muli"(%last_tile_2, %c256) <{overflowFlags = #arith.overflow<none>}> : (index, index) -> index
      %key_17 = "arith.addi"(%tile_start_17, %c128) <{overflowFlags = #arith.overflow<none>}> : (index, index) -> index
      %v_part_7 = "pto.partition_view"(%v_gm, %key_17, %c0, %c128, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<?x128xf16>, index, index, index, index) -> !pto.partition_tensor_view<128x128xf16>
      "pto.tload"(%p_part_7, %p_l1_1) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<128x128xf16>, !pto.tile_buf<mat, 128x128xf16, blayout=col_major, slayout=row_major>) -> ()
      "pto.tload"(%v_part_7, %v_l1_1) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<128x128xf16>, !pto.tile_buf<mat, 128x128xf16, blayout=col_major, slayout=row_major>) -> ()
      "pto.tmov"(%p_l1_1, %p_left) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<mat, 128x128xf16, blayout=col_major, slayout=row_major>, !pto.tile_buf<left, 128x128xf16, slayout=row_major>) -> ()
      "pto.tmov"(%v_l1_1, %v_right) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<mat, 128x128xf16, blayout=col_major, slayout=row_major>, !pto.tile_buf<right, 128x128xf16, slayout=col_major>) -> ()
      "pto.tmatmul.acc"(%pv_acc, %p_left, %v_right, %pv_acc) : (!pto.tile_buf<acc, 128x128xf32, blayout=col_major, slayout=row_major, fractal=1024>, !pto.tile_buf<left, 128x128xf16, slayout=row_major>, !pto.tile_buf<right, 128x128xf16, slayout=col_major>, !pto.tile_buf<acc, 128x128xf32, blayout=col_major, slayout=row_major, fractal=1024>) -> ()
      %pv_part_3 = "pto.partition_view"(%pv_entry_3, %c0, %c0, %c128, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<128x128xf32>, index, index, index, index) -> !pto.partition_tensor_view<128x128xf32>
      "pto.tstore"(%pv_acc, %pv_part_3) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<acc, 128x128xf32, blayout=col_major, slayout=row_major, fractal=1024>, !pto.partition_tensor_view<128x128xf32>) -> ()
      "pto.tpush"(%pv_entry_3, %pv_pipe) <{split = 1 : i8}> : (!pto.tensor_view<128x128xf32>, !pto.pipe) -> ()
      "pto.tfree"(%p_entry_3, %p_pipe) <{split = 1 : i8}> : (!pto.tensor_view<128x256xf16>, !pto.pipe) -> ()
      %last_tile_3 = "arith.addi"(%steady, %c3) <{overflowFlags = #arith.overflow<none>}> : (index, index) -> index
      %p_entry_4 = "pto.declare_global"() : () -> !pto.tensor_view<128x256xf16>
      "pto.tpop"(%p_entry_4, %p_pipe) <{split = 1 : i8}> : (!pto.tensor_view<128x256xf16>, !pto.pipe) -> ()
      %pv_entry_4 = "pto.declare_global"() : () -> !pto.tensor_view<128x128xf32>
      "pto.talloc"(%pv_entry_4, %pv_pipe) <{split = 1 : i8}> : (!pto.tensor_view<128x128xf32>, !pto.pipe) -> ()
      %p_part_8 = "pto.partition_view"(%p_entry_4, %c0, %c0, %c128, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<128x256xf16>, index, index, index, index) -> !pto.partition_tensor_view<128x128xf16>
      %tile_start_18 = "arith.muli"(%last_tile_3, %c256) <{overflowFlags = #arith.overflow<none>}> : (index, index) -> index
      %key_18 = "arith.addi"(%tile_start_18, %c0) <{overflowFlags = #arith.overflow<none>}> : (index, index) -> index
      %v_part_8 = "pto.partition_view"(%v_gm, %key_18, %c0, %c128, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<?x128xf16>, index, index, index, index) -> !pto.partition_tensor_view<128x128xf16>
      "pto.tload"(%p_part_8, %p_l1) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<128x128xf16>, !pto.tile_buf<mat, 128x128xf16, blayout=col_major, slayout=row_major>) -> ()
      "pto.tload"(%v_part_8, %v_l1) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<128x128xf16>, !pto.tile_buf<mat, 128x128xf16, blayout=col_major, slayout=row_major>) -> ()
      "pto.tmov"(%p_l1, %p_left) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<mat, 128x128xf16, blayout=col_major, slayout=row_major>, !pto.tile_buf<left, 128x128xf16, slayout=row_major>) -> ()
      "pto.tmov"(%v_l1, %v_right) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<mat, 128x128xf16, blayout=col_major, slayout=row_major>, !pto.tile_buf<right, 128x128xf16, slayout=col_major>) -> ()
      "pto.tmatmul"(%p_left, %v_right, %pv_acc) : (!pto.tile_buf<left, 128x128xf16, slayout=row_major>, !pto.tile_buf<right, 128x128xf16, slayout=col_major>, !pto.tile_buf<acc, 128x128xf32, blayout=col_major, slayout=row_major, fractal=1024>) -> ()
      %p_part_9 = "pto.partition_view"(%p_entry_4, %c0, %c128, %c128, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<128x256xf16>, index, index, index, index) -> !pto.partition_tensor_view<128x128xf16>
      %tile_start_19 = "arith.muli"(%last_tile_3, %c256) <{overflowFlags = #arith.overflow<none>}> : (index, index) -> index
      %key_19 = "arith.addi"(%tile_start_19, %c128) <{overflowFlags = #arith.overflow<none>}> : (index, index) -> index
      %v_part_9 = "pto.partition_view"(%v_gm, %key_19, %c0, %c128, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<?x128xf16>, index, index, index, index) -> !pto.partition_tensor_view<128x128xf16>
      "pto.tload"(%p_part_9, %p_l1_1) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<128x128xf16>, !pto.tile_buf<mat, 128x128xf16, blayout=col_major, slayout=row_major>) -> ()
      "pto.tload"(%v_part_9, %v_l1_1) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<128x128xf16>, !pto.tile_buf<mat, 128x128xf16, blayout=col_major, slayout=row_major>) -> ()
      "pto.tmov"(%p_l1_1, %p_left) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<mat, 128x128xf16, blayout=col_major, slayout=row_major>, !pto.tile_buf<left, 128x128xf16, slayout=row_major>) -> ()
      "pto.tmov"(%v_l1_1, %v_right) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<mat, 128x128xf16, blayout=col_major, slayout=row_major>, !pto.tile_buf<right, 128x128xf16, slayout=col_major>) -> ()
      "pto.tmatmul.acc"(%pv_acc, %p_left, %v_right, %pv_acc) : (!pto.tile_buf<acc, 128x128xf32, blayout=col_major, slayout=row_major, fractal=1024>, !pto.tile_buf<left, 128x128xf16, slayout=row_major>, !pto.tile_buf<right, 128x128xf16, slayout=col_major>, !pto.tile_buf<acc, 128x128xf32, blayout=col_major, slayout=row_major, fractal=1024>) -> ()
      %pv_part_4 = "pto.partition_view"(%pv_entry_4, %c0, %c0, %c128, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<128x128xf32>, index, index, index, index) -> !pto.partition_tensor_view<128x128xf32>
      "pto.tstore"(%pv_acc, %pv_part_4) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<acc, 128x128xf32, blayout=col_major, slayout=row_major, fractal=1024>, !pto.partition_tensor_view<128x128xf32>) -> ()
      "pto.tpush"(%pv_entry_4, %pv_pipe) <{split = 1 : i8}> : (!pto.tensor_view<128x128xf32>, !pto.pipe) -> ()
      "pto.tfree"(%p_entry_4, %p_pipe) <{split = 1 : i8}> : (!pto.tensor_view<128x256xf16>, !pto.pipe) -> ()
      "scf.yield"() : () -> ()
    }) : (index, index, index) -> ()
    "func.return"() : () -> ()
  }) {pto.kernel_kind = #pto.kernel_kind<cube>} : () -> ()
  "func.func"() <{function_type = (!pto.ptr<f32, gm>, !pto.ptr<f32, gm>, !pto.ptr<f16, gm>, !pto.ptr<f32, gm>, i32) -> (), sym_name = "fa_vector"}> ({
  ^bb0(%out: !pto.ptr<f32, gm>, %qk_fifo: !pto.ptr<f32, gm>, %p_fifo: !pto.ptr<f16, gm>, %pv_fifo: !pto.ptr<f32, gm>, %s1_len: i32):
    %scale = "arith.constant"() <{value = 0.0883883461 : f32}> : () -> f32
    %c256 = "arith.constant"() <{value = 256 : index}> : () -> index
    %c4 = "arith.constant"() <{value = 4 : index}> : () -> index
    %c64 = "arith.constant"() <{value = 64 : index}> : () -> index
    %c262144 = "arith.constant"() <{value = 262144 : index}> : () -> index
    %c1 = "arith.constant"() <{value = 1 : index}> : () -> index
    %c131072 = "arith.constant"() <{value = 131072 : index}> : () -> index
    %c128 = "arith.constant"() <{value = 128 : index}> : () -> index
    %c1024 = "arith.constant"() <{value = 1024 : index}> : () -> index
    %c8 = "arith.constant"() <{value = 8 : index}> : () -> index
    %c0 = "arith.constant"() <{value = 0 : index}> : () -> index
    %c32 = "arith.constant"() <{value = 32 : index}> : () -> index
    %c2 = "arith.constant"() <{value = 2 : index}> : () -> index
    %c3 = "arith.constant"() <{value = 3 : index}> : () -> index
    %block_i64 = "pto.get_block_idx"() : () -> i64
    %block = "arith.index_cast"(%block_i64) : (i64) -> index
    %blocks_i64 = "pto.get_block_num"() : () -> i64
    %blocks = "arith.index_cast"(%blocks_i64) : (i64) -> index
    %s1 = "arith.index_cast"(%s1_len) : (i32) -> index
    %tiles = "arith.divsi"(%s1, %c256) : (index, index) -> index
    %steady = "arith.subi"(%tiles, %c4) <{overflowFlags = #arith.overflow<none>}> : (index, index) -> index
    %half_i64 = "pto.get_subblock_idx"() : () -> i64
    %half = "arith.index_cast"(%half_i64) : (i64) -> index
    %half_row = "arith.muli"(%half, %c64) <{overflowFlags = #arith.overflow<none>}> : (index, index) -> index
    %qk_offset = "arith.muli"(%block, %c262144) <{overflowFlags = #arith.overflow<none>}> : (index, index) -> index
    %qk_base = "pto.addptr"(%qk_fifo, %qk_offset) : (!pto.ptr<f32, gm>, index) -> !pto.ptr<f32, gm>
    %qk_slots = "pto.make_tensor_view"(%qk_base, %c64, %c256, %c256, %c1) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.ptr<f32, gm>, index, index, index, index) -> !pto.tensor_view<64x256xf32>
    %qk_pipe = "pto.initialize_l2g2l_pipe"(%qk_slots) <{dir_mask = 1 : i8, flag_base = 0 : i32, local_slot_num = 2 : i32, operandSegmentSizes = array<i32: 1, 0, 0>, slot_num = 8 : i32, slot_size = 131072 : i32}> : (!pto.tensor_view<64x256xf32>) -> !pto.pipe
    %p_offset = "arith.muli"(%block, %c262144) <{overflowFlags = #arith.overflow<none>}> : (index, index) -> index
    %p_base = "pto.addptr"(%p_fifo, %p_offset) : (!pto.ptr<f16, gm>, index) -> !pto.ptr<f16, gm>
    %p_slots = "pto.make_tensor_view"(%p_base, %c64, %c256, %c256, %c1) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.ptr<f16, gm>, index, index, index, index) -> !pto.tensor_view<64x256xf16>
    %p_pipe = "pto.initialize_l2g2l_pipe"(%p_slots) <{dir_mask = 2 : i8, flag_base = 2 : i32, local_slot_num = 2 : i32, operandSegmentSizes = array<i32: 1, 0, 0>, slot_num = 8 : i32, slot_size = 65536 : i32}> : (!pto.tensor_view<64x256xf16>) -> !pto.pipe
    %pv_offset = "arith.muli"(%block, %c131072) <{overflowFlags = #arith.overflow<none>}> : (index, index) -> index
    %pv_base = "pto.addptr"(%pv_fifo, %pv_offset) : (!pto.ptr<f32, gm>, index) -> !pto.ptr<f32, gm>
    %pv_slots = "pto.make_tensor_view"(%pv_base, %c64, %c128, %c128, %c1) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.ptr<f32, gm>, index, index, index, index) -> !pto.tensor_view<64x128xf32>
    %pv_pipe = "pto.initialize_l2g2l_pipe"(%pv_slots) <{dir_mask = 1 : i8, flag_base = 4 : i32, local_slot_num = 2 : i32, operandSegmentSizes = array<i32: 1, 0, 0>, slot_num = 8 : i32, slot_size = 65536 : i32}> : (!pto.tensor_view<64x128xf32>) -> !pto.pipe
    %out_gm = "pto.make_tensor_view"(%out, %c1024, %c128, %c128, %c1) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.ptr<f32, gm>, index, index, index, index) -> !pto.tensor_view<?x128xf32>
    %qk_tile = "pto.alloc_tile"() <{operandSegmentSizes = array<i32: 0, 0, 0>}> : () -> !pto.tile_buf<vec, 32x256xf32>
    %qk_tile_1 = "pto.alloc_tile"() <{operandSegmentSizes = array<i32: 0, 0, 0>}> : () -> !pto.tile_buf<vec, 32x256xf32>
    %p_tile = "pto.alloc_tile"() <{operandSegmentSizes = array<i32: 0, 0, 0>}> : () -> !pto.tile_buf<vec, 32x256xf32>
    %p_f16 = "pto.alloc_tile"() <{operandSegmentSizes = array<i32: 0, 0, 0>}> : () -> !pto.tile_buf<vec, 32x256xf16>
    %pv_tile = "pto.alloc_tile"() <{operandSegmentSizes = array<i32: 0, 0, 0>}> : () -> !pto.tile_buf<vec, 32x128xf32>
    %pv_tile_1 = "pto.alloc_tile"() <{operandSegmentSizes = array<i32: 0, 0, 0>}> : () -> !pto.tile_buf<vec, 32x128xf32>
    %o = "pto.alloc_tile"() <{operandSegmentSizes = array<i32: 0, 0, 0>}> : () -> !pto.tile_buf<vec, 32x128xf32>
    %o_1 = "pto.alloc_tile"() <{operandSegmentSizes = array<i32: 0, 0, 0>}> : () -> !pto.tile_buf<vec, 32x128xf32>
    %tile_max = "pto.alloc_tile"() <{operandSegmentSizes = array<i32: 0, 0, 0>}> : () -> !pto.tile_buf<vec, 32x1xf32, blayout=col_major>
    %tile_max_row = "pto.treshape"(%tile_max) : (!pto.tile_buf<vec, 32x1xf32, blayout=col_major>) -> !pto.tile_buf<vec, 1x32xf32>
    %tile_sum = "pto.alloc_tile"() <{operandSegmentSizes = array<i32: 0, 0, 0>}> : () -> !pto.tile_buf<vec, 32x1xf32, blayout=col_major>
    %tile_sum_row = "pto.treshape"(%tile_sum) : (!pto.tile_buf<vec, 32x1xf32, blayout=col_major>) -> !pto.tile_buf<vec, 1x32xf32>
    %run_max = "pto.alloc_tile"() <{operandSegmentSizes = array<i32: 0, 0, 0>}> : () -> !pto.tile_buf<vec, 32x1xf32, blayout=col_major>
    %run_max_row = "pto.treshape"(%run_max) : (!pto.tile_buf<vec, 32x1xf32, blayout=col_major>) -> !pto.tile_buf<vec, 1x32xf32>
    %run_max_1 = "pto.alloc_tile"() <{operandSegmentSizes = array<i32: 0, 0, 0>}> : () -> !pto.tile_buf<vec, 32x1xf32, blayout=col_major>
    %run_max_row_1 = "pto.treshape"(%run_max_1) : (!pto.tile_buf<vec, 32x1xf32, blayout=col_major>) -> !pto.tile_buf<vec, 1x32xf32>
    %run_sum = "pto.alloc_tile"() <{operandSegmentSizes = array<i32: 0, 0, 0>}> : () -> !pto.tile_buf<vec, 32x1xf32, blayout=col_major>
    %run_sum_row = "pto.treshape"(%run_sum) : (!pto.tile_buf<vec, 32x1xf32, blayout=col_major>) -> !pto.tile_buf<vec, 1x32xf32>
    %run_sum_1 = "pto.alloc_tile"() <{operandSegmentSizes = array<i32: 0, 0, 0>}> : () -> !pto.tile_buf<vec, 32x1xf32, blayout=col_major>
    %run_sum_row_1 = "pto.treshape"(%run_sum_1) : (!pto.tile_buf<vec, 32x1xf32, blayout=col_major>) -> !pto.tile_buf<vec, 1x32xf32>
    %rescale_0r0 = "pto.alloc_tile"() <{operandSegmentSizes = array<i32: 0, 0, 0>}> : () -> !pto.tile_buf<vec, 32x1xf32, blayout=col_major>
    %rescale_0r0_row = "pto.treshape"(%rescale_0r0) : (!pto.tile_buf<vec, 32x1xf32, blayout=col_major>) -> !pto.tile_buf<vec, 1x32xf32>
    %rescale_0r1 = "pto.alloc_tile"() <{operandSegmentSizes = array<i32: 0, 0, 0>}> : () -> !pto.tile_buf<vec, 32x1xf32, blayout=col_major>
    %rescale_0r1_row = "pto.treshape"(%rescale_0r1) : (!pto.tile_buf<vec, 32x1xf32, blayout=col_major>) -> !pto.tile_buf<vec, 1x32xf32>
    %rescale_1r0 = "pto.alloc_tile"() <{operandSegmentSizes = array<i32: 0, 0, 0>}> : () -> !pto.tile_buf<vec, 32x1xf32, blayout=col_major>
    %rescale_1r0_row = "pto.treshape"(%rescale_1r0) : (!pto.tile_buf<vec, 32x1xf32, blayout=col_major>) -> !pto.tile_buf<vec, 1x32xf32>
    %rescale_1r1 = "pto.alloc_tile"() <{operandSegmentSizes = array<i32: 0, 0, 0>}> : () -> !pto.tile_buf<vec, 32x1xf32, blayout=col_major>
    %rescale_1r1_row = "pto.treshape"(%rescale_1r1) : (!pto.tile_buf<vec, 32x1xf32, blayout=col_major>) -> !pto.tile_buf<vec, 1x32xf32>
    %rescale_2r0 = "pto.alloc_tile"() <{operandSegmentSizes = array<i32: 0, 0, 0>}> : () -> !pto.tile_buf<vec, 32x1xf32, blayout=col_major>
    %rescale_2r0_row = "pto.treshape"(%rescale_2r0) : (!pto.tile_buf<vec, 32x1xf32, blayout=col_major>) -> !pto.tile_buf<vec, 1x32xf32>
    %rescale_2r1 = "pto.alloc_tile"() <{operandSegmentSizes = array<i32: 0, 0, 0>}> : () -> !pto.tile_buf<vec, 32x1xf32, blayout=col_major>
    %rescale_2r1_row = "pto.treshape"(%rescale_2r1) : (!pto.tile_buf<vec, 32x1xf32, blayout=col_major>) -> !pto.tile_buf<vec, 1x32xf32>
    %rescale_3r0 = "pto.alloc_tile"() <{operandSegmentSizes = array<i32: 0, 0, 0>}> : () -> !pto.tile_buf<vec, 32x1xf32, blayout=col_major>
    %rescale_3r0_row = "pto.treshape"(%rescale_3r0) : (!pto.tile_buf<vec, 32x1xf32, blayout=col_major>) -> !pto.tile_buf<vec, 1x32xf32>
    %rescale_3r1 = "pto.alloc_tile"() <{operandSegmentSizes = array<i32: 0, 0, 0>}> : () -> !pto.tile_buf<vec, 32x1xf32, blayout=col_major>
    %rescale_3r1_row = "pto.treshape"(%rescale_3r1) : (!pto.tile_buf<vec, 32x1xf32, blayout=col_major>) -> !pto.tile_buf<vec, 1x32xf32>
    "scf.for"(%block, %c8, %blocks) ({
    ^bb0(%item: index):
      %qk_entry = "pto.declare_global"() : () -> !pto.tensor_view<64x256xf32>
      "pto.tpop"(%qk_entry, %qk_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x256xf32>, !pto.pipe) -> ()
      %p_entry = "pto.declare_global"() : () -> !pto.tensor_view<64x256xf16>
      "pto.talloc"(%p_entry, %p_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x256xf16>, !pto.pipe) -> ()
      %qk_part = "pto.partition_view"(%qk_entry, %c0, %c0, %c32, %c256) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x256xf32>, index, index, index, index) -> !pto.partition_tensor_view<32x256xf32>
      "pto.tload"(%qk_part, %qk_tile) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<32x256xf32>, !pto.tile_buf<vec, 32x256xf32>) -> ()
      "pto.trowmax"(%qk_tile, %p_tile, %run_max) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>) -> ()
      "pto.trowexpandsub"(%qk_tile, %run_max, %p_tile) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>, !pto.tile_buf<vec, 32x256xf32>) -> ()
      "pto.tmuls"(%p_tile, %scale, %p_tile) : (!pto.tile_buf<vec, 32x256xf32>, f32, !pto.tile_buf<vec, 32x256xf32>) -> ()
      "pto.texp"(%p_tile, %p_tile) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x256xf32>) -> ()
      "pto.trowsum"(%p_tile, %qk_tile, %run_sum) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>) -> ()
      "pto.tcvt"(%p_tile, %p_f16) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x256xf16>) -> ()
      %p_part = "pto.partition_view"(%p_entry, %c0, %c0, %c32, %c256) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x256xf16>, index, index, index, index) -> !pto.partition_tensor_view<32x256xf16>
      "pto.tstore"(%p_f16, %p_part) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<vec, 32x256xf16>, !pto.partition_tensor_view<32x256xf16>) -> ()
      %qk_part_1 = "pto.partition_view"(%qk_entry, %c32, %c0, %c32, %c256) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x256xf32>, index, index, index, index) -> !pto.partition_tensor_view<32x256xf32>
      "pto.tload"(%qk_part_1, %qk_tile_1) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<32x256xf32>, !pto.tile_buf<vec, 32x256xf32>) -> ()
      "pto.trowmax"(%qk_tile_1, %p_tile, %run_max_1) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>) -> ()
      "pto.trowexpandsub"(%qk_tile_1, %run_max_1, %p_tile) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>, !pto.tile_buf<vec, 32x256xf32>) -> ()
      "pto.tmuls"(%p_tile, %scale, %p_tile) : (!pto.tile_buf<vec, 32x256xf32>, f32, !pto.tile_buf<vec, 32x256xf32>) -> ()
      "pto.texp"(%p_tile, %p_tile) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x256xf32>) -> ()
      "pto.trowsum"(%p_tile, %qk_tile_1, %run_sum_1) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>) -> ()
      "pto.tcvt"(%p_tile, %p_f16) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x256xf16>) -> ()
      %p_part_1 = "pto.partition_view"(%p_entry, %c32, %c0, %c32, %c256) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x256xf16>, index, index, index, index) -> !pto.partition_tensor_view<32x256xf16>
      "pto.tstore"(%p_f16, %p_part_1) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<vec, 32x256xf16>, !pto.partition_tensor_view<32x256xf16>) -> ()
      "pto.tpush"(%p_entry, %p_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x256xf16>, !pto.pipe) -> ()
      "pto.tfree"(%qk_entry, %qk_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x256xf32>, !pto.pipe) -> ()
      %qk_entry_1 = "pto.declare_global"() : () -> !pto.tensor_view<64x256xf32>
      "pto.tpop"(%qk_entry_1, %qk_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x256xf32>, !pto.pipe) -> ()
      %p_entry_1 = "pto.declare_global"() : () -> !pto.tensor_view<64x256xf16>
      "pto.talloc"(%p_entry_1, %p_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x256xf16>, !pto.pipe) -> ()
      %qk_part_2 = "pto.partition_view"(%qk_entry_1, %c0, %c0, %c32, %c256) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x256xf32>, index, index, index, index) -> !pto.partition_tensor_view<32x256xf32>
      "pto.tload"(%qk_part_2, %qk_tile) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<32x256xf32>, !pto.tile_buf<vec, 32x256xf32>) -> ()
      "pto.trowmax"(%qk_tile, %p_tile, %tile_max) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>) -> ()
      "pto.tmax"(%tile_max_row, %run_max_row, %tile_max_row) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
      "pto.tsub"(%run_max_row, %tile_max_row, %rescale_1r0_row) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
      "pto.tmuls"(%rescale_1r0_row, %scale, %rescale_1r0_row) : (!pto.tile_buf<vec, 1x32xf32>, f32, !pto.tile_buf<vec, 1x32xf32>) -> ()
      "pto.texp"(%rescale_1r0_row, %rescale_1r0_row) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
      "pto.tmul"(%run_sum_row, %rescale_1r0_row, %run_sum_row) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
      "pto.tmov"(%tile_max_row, %run_max_row) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
      "pto.trowexpandsub"(%qk_tile, %tile_max, %p_tile) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>, !pto.tile_buf<vec, 32x256xf32>) -> ()
      "pto.tmuls"(%p_tile, %scale, %p_tile) : (!pto.tile_buf<vec, 32x256xf32>, f32, !pto.tile_buf<vec, 32x256xf32>) -> ()
      "pto.texp"(%p_tile, %p_tile) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x256xf32>) -> ()
      "pto.trowsum"(%p_tile, %qk_tile, %tile_sum) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>) -> ()
      "pto.tadd"(%run_sum_row, %tile_sum_row, %run_sum_row) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
      "pto.tcvt"(%p_tile, %p_f16) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x256xf16>) -> ()
      %p_part_2 = "pto.partition_view"(%p_entry_1, %c0, %c0, %c32, %c256) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x256xf16>, index, index, index, index) -> !pto.partition_tensor_view<32x256xf16>
      "pto.tstore"(%p_f16, %p_part_2) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<vec, 32x256xf16>, !pto.partition_tensor_view<32x256xf16>) -> ()
      %qk_part_3 = "pto.partition_view"(%qk_entry_1, %c32, %c0, %c32, %c256) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x256xf32>, index, index, index, index) -> !pto.partition_tensor_view<32x256xf32>
      "pto.tload"(%qk_part_3, %qk_tile_1) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<32x256xf32>, !pto.tile_buf<vec, 32x256xf32>) -> ()
      "pto.trowmax"(%qk_tile_1, %p_tile, %tile_max) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>) -> ()
      "pto.tmax"(%tile_max_row, %run_max_row_1, %tile_max_row) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
      "pto.tsub"(%run_max_row_1, %tile_max_row, %rescale_1r1_row) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
      "pto.tmuls"(%rescale_1r1_row, %scale, %rescale_1r1_row) : (!pto.tile_buf<vec, 1x32xf32>, f32, !pto.tile_buf<vec, 1x32xf32>) -> ()
      "pto.texp"(%rescale_1r1_row, %rescale_1r1_row) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
      "pto.tmul"(%run_sum_row_1, %rescale_1r1_row, %run_sum_row_1) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
      "pto.tmov"(%tile_max_row, %run_max_row_1) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
      "pto.trowexpandsub"(%qk_tile_1, %tile_max, %p_tile) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>, !pto.tile_buf<vec, 32x256xf32>) -> ()
      "pto.tmuls"(%p_tile, %scale, %p_tile) : (!pto.tile_buf<vec, 32x256xf32>, f32, !pto.tile_buf<vec, 32x256xf32>) -> ()
      "pto.texp"(%p_tile, %p_tile) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x256xf32>) -> ()
      "pto.trowsum"(%p_tile, %qk_tile_1, %tile_sum) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>) -> ()
      "pto.tadd"(%run_sum_row_1, %tile_sum_row, %run_sum_row_1) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
      "pto.tcvt"(%p_tile, %p_f16) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x256xf16>) -> ()
      %p_part_3 = "pto.partition_view"(%p_entry_1, %c32, %c0, %c32, %c256) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x256xf16>, index, index, index, index) -> !pto.partition_tensor_view<32x256xf16>
      "pto.tstore"(%p_f16, %p_part_3) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<vec, 32x256xf16>, !pto.partition_tensor_view<32x256xf16>) -> ()
      "pto.tpush"(%p_entry_1, %p_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x256xf16>, !pto.pipe) -> ()
      "pto.tfree"(%qk_entry_1, %qk_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x256xf32>, !pto.pipe) -> ()
      %qk_entry_2 = "pto.declare_global"() : () -> !pto.tensor_view<64x256xf32>
      "pto.tpop"(%qk_entry_2, %qk_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x256xf32>, !pto.pipe) -> ()
      %p_entry_2 = "pto.declare_global"() : () -> !pto.tensor_view<64x256xf16>
      "pto.talloc"(%p_entry_2, %p_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x256xf16>, !pto.pipe) -> ()
      %qk_part_4 = "pto.partition_view"(%qk_entry_2, %c0, %c0, %c32, %c256) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x256xf32>, index, index, index, index) -> !pto.partition_tensor_view<32x256xf32>
      "pto.tload"(%qk_part_4, %qk_tile) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<32x256xf32>, !pto.tile_buf<vec, 32x256xf32>) -> ()
      "pto.trowmax"(%qk_tile, %p_tile, %tile_max) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>) -> ()
      "pto.tmax"(%tile_max_row, %run_max_row, %tile_max_row) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
      "pto.tsub"(%run_max_row, %tile_max_row, %rescale_2r0_row) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
      "pto.tmuls"(%rescale_2r0_row, %scale, %rescale_2r0_row) : (!pto.tile_buf<vec, 1x32xf32>, f32, !pto.tile_buf<vec, 1x32xf32>) -> ()
      "pto.texp"(%rescale_2r0_row, %rescale_2r0_row) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
      "pto.tmul"(%run_sum_row, %rescale_2r0_row, %run_sum_row) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
      "pto.tmov"(%tile_max_row, %run_max_row) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
      "pto.trowexpandsub"(%qk_tile, %tile_max, %p_tile) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>, !pto.tile_buf<vec, 32x256xf32>) -> ()
      "pto.tmuls"(%p_tile, %scale, %p_tile) : (!pto.tile_buf<vec, 32x256xf32>, f32, !pto.tile_buf<vec, 32x256xf32>) -> ()
      "pto.texp"(%p_tile, %p_tile) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x256xf32>) -> ()
      "pto.trowsum"(%p_tile, %qk_tile, %tile_sum) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>) -> ()
      "pto.tadd"(%run_sum_row, %tile_sum_row, %run_sum_row) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
      "pto.tcvt"(%p_tile, %p_f16) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x256xf16>) -> ()
      %p_part_4 = "pto.partition_view"(%p_entry_2, %c0, %c0, %c32, %c256) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x256xf16>, index, index, index, index) -> !pto.partition_tensor_view<32x256xf16>
      "pto.tstore"(%p_f16, %p_part_4) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<vec, 32x256xf16>, !pto.partition_tensor_view<32x256xf16>) -> ()
      %qk_part_5 = "pto.partition_view"(%qk_entry_2, %c32, %c0, %c32, %c256) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x256xf32>, index, index, index, index) -> !pto.partition_tensor_view<32x256xf32>
      "pto.tload"(%qk_part_5, %qk_tile_1) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<32x256xf32>, !pto.tile_buf<vec, 32x256xf32>) -> ()
      "pto.trowmax"(%qk_tile_1, %p_tile, %tile_max) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>) -> ()
      "pto.tmax"(%tile_max_row, %run_max_row_1, %tile_max_row) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
      "pto.tsub"(%run_max_row_1, %tile_max_row, %rescale_2r1_row) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
      "pto.tmuls"(%rescale_2r1_row, %scale, %rescale_2r1_row) : (!pto.tile_buf<vec, 1x32xf32>, f32, !pto.tile_buf<vec, 1x32xf32>) -> ()
      "pto.texp"(%rescale_2r1_row, %rescale_2r1_row) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
      "pto.tmul"(%run_sum_row_1, %rescale_2r1_row, %run_sum_row_1) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
      "pto.tmov"(%tile_max_row, %run_max_row_1) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
      "pto.trowexpandsub"(%qk_tile_1, %tile_max, %p_tile) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>, !pto.tile_buf<vec, 32x256xf32>) -> ()
      "pto.tmuls"(%p_tile, %scale, %p_tile) : (!pto.tile_buf<vec, 32x256xf32>, f32, !pto.tile_buf<vec, 32x256xf32>) -> ()
      "pto.texp"(%p_tile, %p_tile) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x256xf32>) -> ()
      "pto.trowsum"(%p_tile, %qk_tile_1, %tile_sum) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>) -> ()
      "pto.tadd"(%run_sum_row_1, %tile_sum_row, %run_sum_row_1) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
      "pto.tcvt"(%p_tile, %p_f16) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x256xf16>) -> ()
      %p_part_5 = "pto.partition_view"(%p_entry_2, %c32, %c0, %c32, %c256) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x256xf16>, index, index, index, index) -> !pto.partition_tensor_view<32x256xf16>
      "pto.tstore"(%p_f16, %p_part_5) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<vec, 32x256xf16>, !pto.partition_tensor_view<32x256xf16>) -> ()
      "pto.tpush"(%p_entry_2, %p_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x256xf16>, !pto.pipe) -> ()
      "pto.tfree"(%qk_entry_2, %qk_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x256xf32>, !pto.pipe) -> ()
      %qk_entry_3 = "pto.declare_global"() : () -> !pto.tensor_view<64x256xf32>
      "pto.tpop"(%qk_entry_3, %qk_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x256xf32>, !pto.pipe) -> ()
      %p_entry_3 = "pto.declare_global"() : () -> !pto.tensor_view<64x256xf16>
      "pto.talloc"(%p_entry_3, %p_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x256xf16>, !pto.pipe) -> ()
      %qk_part_6 = "pto.partition_view"(%qk_entry_3, %c0, %c0, %c32, %c256) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x256xf32>, index, index, index, index) -> !pto.partition_tensor_view<32x256xf32>
      "pto.tload"(%qk_part_6, %qk_tile) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<32x256xf32>, !pto.tile_buf<vec, 32x256xf32>) -> ()
      "pto.trowmax"(%qk_tile, %p_tile, %tile_max) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>) -> ()
      "pto.tmax"(%tile_max_row, %run_max_row, %tile_max_row) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
      "pto.tsub"(%run_max_row, %tile_max_row, %rescale_3r0_row) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
      "pto.tmuls"(%rescale_3r0_row, %scale, %rescale_3r0_row) : (!pto.tile_buf<vec, 1x32xf32>, f32, !pto.tile_buf<vec, 1x32xf32>) -> ()
      "pto.texp"(%rescale_3r0_row, %rescale_3r0_row) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
      "pto.tmul"(%run_sum_row, %rescale_3r0_row, %run_sum_row) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
      "pto.tmov"(%tile_max_row, %run_max_row) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
      "pto.trowexpandsub"(%qk_tile, %tile_max, %p_tile) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>, !pto.tile_buf<vec, 32x256xf32>) -> ()
      "pto.tmuls"(%p_tile, %scale, %p_tile) : (!pto.tile_buf<vec, 32x256xf32>, f32, !pto.tile_buf<vec, 32x256xf32>) -> ()
      "pto.texp"(%p_tile, %p_tile) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x256xf32>) -> ()
      "pto.trowsum"(%p_tile, %qk_tile, %tile_sum) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>) -> ()
      "pto.tadd"(%run_sum_row, %tile_sum_row, %run_sum_row) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
      "pto.tcvt"(%p_tile, %p_f16) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x256xf16>) -> ()
      %p_part_6 = "pto.partition_view"(%p_entry_3, %c0, %c0, %c32, %c256) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x256xf16>, index, index, index, index) -> !pto.partition_tensor_view<32x256xf16>
      "pto.tstore"(%p_f16, %p_part_6) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<vec, 32x256xf16>, !pto.partition_tensor_view<32x256xf16>) -> ()
      %qk_part_7 = "pto.partition_view"(%qk_entry_3, %c32, %c0, %c32, %c256) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x256xf32>, index, index, index, index) -> !pto.partition_tensor_view<32x256xf32>
      "pto.tload"(%qk_part_7, %qk_tile_1) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<32x256xf32>, !pto.tile_buf<vec, 32x256xf32>) -> ()
      "pto.trowmax"(%qk_tile_1, %p_tile, %tile_max) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>) -> ()
      "pto.tmax"(%tile_max_row, %run_max_row_1, %tile_max_row) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
      "pto.tsub"(%run_max_row_1, %tile_max_row, %rescale_3r1_row) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
      "pto.tmuls"(%rescale_3r1_row, %scale, %rescale_3r1_row) : (!pto.tile_buf<vec, 1x32xf32>, f32, !pto.tile_buf<vec, 1x32xf32>) -> ()
      "pto.texp"(%rescale_3r1_row, %rescale_3r1_row) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
      "pto.tmul"(%run_sum_row_1, %rescale_3r1_row, %run_sum_row_1) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
      "pto.tmov"(%tile_max_row, %run_max_row_1) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
      "pto.trowexpandsub"(%qk_tile_1, %tile_max, %p_tile) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>, !pto.tile_buf<vec, 32x256xf32>) -> ()
      "pto.tmuls"(%p_tile, %scale, %p_tile) : (!pto.tile_buf<vec, 32x256xf32>, f32, !pto.tile_buf<vec, 32x256xf32>) -> ()
      "pto.texp"(%p_tile, %p_tile) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x256xf32>) -> ()
      "pto.trowsum"(%p_tile, %qk_tile_1, %tile_sum) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>) -> ()
      "pto.tadd"(%run_sum_row_1, %tile_sum_row, %run_sum_row_1) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
      "pto.tcvt"(%p_tile, %p_f16) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x256xf16>) -> ()
      %p_part_7 = "pto.partition_view"(%p_entry_3, %c32, %c0, %c32, %c256) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x256xf16>, index, index, index, index) -> !pto.partition_tensor_view<32x256xf16>
      "pto.tstore"(%p_f16, %p_part_7) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<vec, 32x256xf16>, !pto.partition_tensor_view<32x256xf16>) -> ()
      "pto.tpush"(%p_entry_3, %p_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x256xf16>, !pto.pipe) -> ()
      "pto.tfree"(%qk_entry_3, %qk_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x256xf32>, !pto.pipe) -> ()
      %any_steady = "arith.cmpi"(%steady, %c0) <{predicate = 4 : i64}> : (index, index) -> i1
      "scf.if"(%any_steady) ({
        %pv_entry = "pto.declare_global"() : () -> !pto.tensor_view<64x128xf32>
        "pto.tpop"(%pv_entry, %pv_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x128xf32>, !pto.pipe) -> ()
        %pv_part = "pto.partition_view"(%pv_entry, %c0, %c0, %c32, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x128xf32>, index, index, index, index) -> !pto.partition_tensor_view<32x128xf32>
        "pto.tload"(%pv_part, %o) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
        %pv_part_1 = "pto.partition_view"(%pv_entry, %c32, %c0, %c32, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x128xf32>, index, index, index, index) -> !pto.partition_tensor_view<32x128xf32>
        "pto.tload"(%pv_part_1, %o_1) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
        "pto.tfree"(%pv_entry, %pv_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x128xf32>, !pto.pipe) -> ()
        %qk_entry_4 = "pto.declare_global"() : () -> !pto.tensor_view<64x256xf32>
        "pto.tpop"(%qk_entry_4, %qk_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x256xf32>, !pto.pipe) -> ()
        %p_entry_4 = "pto.declare_global"() : () -> !pto.tensor_view<64x256xf16>
        "pto.talloc"(%p_entry_4, %p_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x256xf16>, !pto.pipe) -> ()
        %qk_part_8 = "pto.partition_view"(%qk_entry_4, %c0, %c0, %c32, %c256) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x256xf32>, index, index, index, index) -> !pto.partition_tensor_view<32x256xf32>
        "pto.tload"(%qk_part_8, %qk_tile) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<32x256xf32>, !pto.tile_buf<vec, 32x256xf32>) -> ()
        "pto.trowmax"(%qk_tile, %p_tile, %tile_max) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>) -> ()
        "pto.tmax"(%tile_max_row, %run_max_row, %tile_max_row) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
        "pto.tsub"(%run_max_row, %tile_max_row, %rescale_0r0_row) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
        "pto.tmuls"(%rescale_0r0_row, %scale, %rescale_0r0_row) : (!pto.tile_buf<vec, 1x32xf32>, f32, !pto.tile_buf<vec, 1x32xf32>) -> ()
        "pto.texp"(%rescale_0r0_row, %rescale_0r0_row) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
        "pto.tmul"(%run_sum_row, %rescale_0r0_row, %run_sum_row) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
        "pto.tmov"(%tile_max_row, %run_max_row) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
        "pto.trowexpandsub"(%qk_tile, %tile_max, %p_tile) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>, !pto.tile_buf<vec, 32x256xf32>) -> ()
        "pto.tmuls"(%p_tile, %scale, %p_tile) : (!pto.tile_buf<vec, 32x256xf32>, f32, !pto.tile_buf<vec, 32x256xf32>) -> ()
        "pto.texp"(%p_tile, %p_tile) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x256xf32>) -> ()
        "pto.trowsum"(%p_tile, %qk_tile, %tile_sum) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>) -> ()
        "pto.tadd"(%run_sum_row, %tile_sum_row, %run_sum_row) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
        "pto.tcvt"(%p_tile, %p_f16) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x256xf16>) -> ()
        %p_part_8 = "pto.partition_view"(%p_entry_4, %c0, %c0, %c32, %c256) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x256xf16>, index, index, index, index) -> !pto.partition_tensor_view<32x256xf16>
        "pto.tstore"(%p_f16, %p_part_8) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<vec, 32x256xf16>, !pto.partition_tensor_view<32x256xf16>) -> ()
        %qk_part_9 = "pto.partition_view"(%qk_entry_4, %c32, %c0, %c32, %c256) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x256xf32>, index, index, index, index) -> !pto.partition_tensor_view<32x256xf32>
        "pto.tload"(%qk_part_9, %qk_tile_1) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<32x256xf32>, !pto.tile_buf<vec, 32x256xf32>) -> ()
        "pto.trowmax"(%qk_tile_1, %p_tile, %tile_max) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>) -> ()
        "pto.tmax"(%tile_max_row, %run_max_row_1, %tile_max_row) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
        "pto.tsub"(%run_max_row_1, %tile_max_row, %rescale_0r1_row) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
        "pto.tmuls"(%rescale_0r1_row, %scale, %rescale_0r1_row) : (!pto.tile_buf<vec, 1x32xf32>, f32, !pto.tile_buf<vec, 1x32xf32>) -> ()
        "pto.texp"(%rescale_0r1_row, %rescale_0r1_row) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
        "pto.tmul"(%run_sum_row_1, %rescale_0r1_row, %run_sum_row_1) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
        "pto.tmov"(%tile_max_row, %run_max_row_1) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
        "pto.trowexpandsub"(%qk_tile_1, %tile_max, %p_tile) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>, !pto.tile_buf<vec, 32x256xf32>) -> ()
        "pto.tmuls"(%p_tile, %scale, %p_tile) : (!pto.tile_buf<vec, 32x256xf32>, f32, !pto.tile_buf<vec, 32x256xf32>) -> ()
        "pto.texp"(%p_tile, %p_tile) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x256xf32>) -> ()
        "pto.trowsum"(%p_tile, %qk_tile_1, %tile_sum) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>) -> ()
        "pto.tadd"(%run_sum_row_1, %tile_sum_row, %run_sum_row_1) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
        "pto.tcvt"(%p_tile, %p_f16) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x256xf16>) -> ()
        %p_part_9 = "pto.partition_view"(%p_entry_4, %c32, %c0, %c32, %c256) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x256xf16>, index, index, index, index) -> !pto.partition_tensor_view<32x256xf16>
        "pto.tstore"(%p_f16, %p_part_9) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<vec, 32x256xf16>, !pto.partition_tensor_view<32x256xf16>) -> ()
        "pto.tpush"(%p_entry_4, %p_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x256xf16>, !pto.pipe) -> ()
        "pto.tfree"(%qk_entry_4, %qk_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x256xf32>, !pto.pipe) -> ()
        "scf.for"(%c1, %steady, %c1) ({
        ^bb0(%tile_id: index):
          %slot = "arith.remsi"(%tile_id, %c4) : (index, index) -> index
          %is_slot = "arith.cmpi"(%slot, %c0) <{predicate = 0 : i64}> : (index, index) -> i1
          "scf.if"(%is_slot) ({
            %pv_entry_1 = "pto.declare_global"() : () -> !pto.tensor_view<64x128xf32>
            "pto.tpop"(%pv_entry_1, %pv_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x128xf32>, !pto.pipe) -> ()
            %pv_part_2 = "pto.partition_view"(%pv_entry_1, %c0, %c0, %c32, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x128xf32>, index, index, index, index) -> !pto.partition_tensor_view<32x128xf32>
            "pto.tload"(%pv_part_2, %pv_tile) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
            %pv_part_3 = "pto.partition_view"(%pv_entry_1, %c32, %c0, %c32, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x128xf32>, index, index, index, index) -> !pto.partition_tensor_view<32x128xf32>
            "pto.tload"(%pv_part_3, %pv_tile_1) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
            "pto.trowexpandmul"(%o, %rescale_0r0, %o) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>, !pto.tile_buf<vec, 32x128xf32>) -> ()
            "pto.tadd"(%o, %pv_tile, %o) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
            "pto.trowexpandmul"(%o_1, %rescale_0r1, %o_1) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>, !pto.tile_buf<vec, 32x128xf32>) -> ()
            "pto.tadd"(%o_1, %pv_tile_1, %o_1) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
            "pto.tfree"(%pv_entry_1, %pv_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x128xf32>, !pto.pipe) -> ()
            %qk_entry_5 = "pto.declare_global"() : () -> !pto.tensor_view<64x256xf32>
            "pto.tpop"(%qk_entry_5, %qk_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x256xf32>, !pto.pipe) -> ()
            %p_entry_5 = "pto.declare_global"() : () -> !pto.tensor_view<64x256xf16>
            "pto.talloc"(%p_entry_5, %p_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x256xf16>, !pto.pipe) -> ()
            %qk_part_10 = "pto.partition_view"(%qk_entry_5, %c0, %c0, %c32, %c256) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x256xf32>, index, index, index, index) -> !pto.partition_tensor_view<32x256xf32>
            "pto.tload"(%qk_part_10, %qk_tile) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<32x256xf32>, !pto.tile_buf<vec, 32x256xf32>) -> ()
            "pto.trowmax"(%qk_tile, %p_tile, %tile_max) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>) -> ()
            "pto.tmax"(%tile_max_row, %run_max_row, %tile_max_row) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
            "pto.tsub"(%run_max_row, %tile_max_row, %rescale_0r0_row) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
            "pto.tmuls"(%rescale_0r0_row, %scale, %rescale_0r0_row) : (!pto.tile_buf<vec, 1x32xf32>, f32, !pto.tile_buf<vec, 1x32xf32>) -> ()
            "pto.texp"(%rescale_0r0_row, %rescale_0r0_row) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
            "pto.tmul"(%run_sum_row, %rescale_0r0_row, %run_sum_row) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
            "pto.tmov"(%tile_max_row, %run_max_row) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
            "pto.trowexpandsub"(%qk_tile, %tile_max, %p_tile) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>, !pto.tile_buf<vec, 32x256xf32>) -> ()
            "pto.tmuls"(%p_tile, %scale, %p_tile) : (!pto.tile_buf<vec, 32x256xf32>, f32, !pto.tile_buf<vec, 32x256xf32>) -> ()
            "pto.texp"(%p_tile, %p_tile) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x256xf32>) -> ()
            "pto.trowsum"(%p_tile, %qk_tile, %tile_sum) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>) -> ()
            "pto.tadd"(%run_sum_row, %tile_sum_row, %run_sum_row) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
            "pto.tcvt"(%p_tile, %p_f16) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x256xf16>) -> ()
            %p_part_10 = "pto.partition_view"(%p_entry_5, %c0, %c0, %c32, %c256) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x256xf16>, index, index, index, index) -> !pto.partition_tensor_view<32x256xf16>
            "pto.tstore"(%p_f16, %p_part_10) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<vec, 32x256xf16>, !pto.partition_tensor_view<32x256xf16>) -> ()
            %qk_part_11 = "pto.partition_view"(%qk_entry_5, %c32, %c0, %c32, %c256) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x256xf32>, index, index, index, index) -> !pto.partition_tensor_view<32x256xf32>
            "pto.tload"(%qk_part_11, %qk_tile_1) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<32x256xf32>, !pto.tile_buf<vec, 32x256xf32>) -> ()
            "pto.trowmax"(%qk_tile_1, %p_tile, %tile_max) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>) -> ()
            "pto.tmax"(%tile_max_row, %run_max_row_1, %tile_max_row) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
            "pto.tsub"(%run_max_row_1, %tile_max_row, %rescale_0r1_row) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
            "pto.tmuls"(%rescale_0r1_row, %scale, %rescale_0r1_row) : (!pto.tile_buf<vec, 1x32xf32>, f32, !pto.tile_buf<vec, 1x32xf32>) -> ()
            "pto.texp"(%rescale_0r1_row, %rescale_0r1_row) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
            "pto.tmul"(%run_sum_row_1, %rescale_0r1_row, %run_sum_row_1) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
            "pto.tmov"(%tile_max_row, %run_max_row_1) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
            "pto.trowexpandsub"(%qk_tile_1, %tile_max, %p_tile) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>, !pto.tile_buf<vec, 32x256xf32>) -> ()
            "pto.tmuls"(%p_tile, %scale, %p_tile) : (!pto.tile_buf<vec, 32x256xf32>, f32, !pto.tile_buf<vec, 32x256xf32>) -> ()
            "pto.texp"(%p_tile, %p_tile) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x256xf32>) -> ()
            "pto.trowsum"(%p_tile, %qk_tile_1, %tile_sum) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>) -> ()
            "pto.tadd"(%run_sum_row_1, %tile_sum_row, %run_sum_row_1) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
            "pto.tcvt"(%p_tile, %p_f16) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x256xf16>) -> ()
            %p_part_11 = "pto.partition_view"(%p_entry_5, %c32, %c0, %c32, %c256) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x256xf16>, index, index, index, index) -> !pto.partition_tensor_view<32x256xf16>
            "pto.tstore"(%p_f16, %p_part_11) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<vec, 32x256xf16>, !pto.partition_tensor_view<32x256xf16>) -> ()
            "pto.tpush"(%p_entry_5, %p_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x256xf16>, !pto.pipe) -> ()
            "pto.tfree"(%qk_entry_5, %qk_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x256xf32>, !pto.pipe) -> ()
            "scf.yield"() : () -> ()
          }, {
            %is_slot_1 = "arith.cmpi"(%slot, %c1) <{predicate = 0 : i64}> : (index, index) -> i1
            "scf.if"(%is_slot_1) ({
              %pv_entry_2 = "pto.declare_global"() : () -> !pto.tensor_view<64x128xf32>
              "pto.tpop"(%pv_entry_2, %pv_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x128xf32>, !pto.pipe) -> ()
              %pv_part_4 = "pto.partition_view"(%pv_entry_2, %c0, %c0, %c32, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x128xf32>, index, index, index, index) -> !pto.partition_tensor_view<32x128xf32>
              "pto.tload"(%pv_part_4, %pv_tile) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
              %pv_part_5 = "pto.partition_view"(%pv_entry_2, %c32, %c0, %c32, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x128xf32>, index, index, index, index) -> !pto.partition_tensor_view<32x128xf32>
              "pto.tload"(%pv_part_5, %pv_tile_1) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
              "pto.trowexpandmul"(%o, %rescale_1r0, %o) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>, !pto.tile_buf<vec, 32x128xf32>) -> ()
              "pto.tadd"(%o, %pv_tile, %o) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
              "pto.trowexpandmul"(%o_1, %rescale_1r1, %o_1) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>, !pto.tile_buf<vec, 32x128xf32>) -> ()
              "pto.tadd"(%o_1, %pv_tile_1, %o_1) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
              "pto.tfree"(%pv_entry_2, %pv_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x128xf32>, !pto.pipe) -> ()
              %qk_entry_6 = "pto.declare_global"() : () -> !pto.tensor_view<64x256xf32>
              "pto.tpop"(%qk_entry_6, %qk_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x256xf32>, !pto.pipe) -> ()
              %p_entry_6 = "pto.declare_global"() : () -> !pto.tensor_view<64x256xf16>
              "pto.talloc"(%p_entry_6, %p_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x256xf16>, !pto.pipe) -> ()
              %qk_part_12 = "pto.partition_view"(%qk_entry_6, %c0, %c0, %c32, %c256) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x256xf32>, index, index, index, index) -> !pto.partition_tensor_view<32x256xf32>
              "pto.tload"(%qk_part_12, %qk_tile) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<32x256xf32>, !pto.tile_buf<vec, 32x256xf32>) -> ()
              "pto.trowmax"(%qk_tile, %p_tile, %tile_max) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>) -> ()
              "pto.tmax"(%tile_max_row, %run_max_row, %tile_max_row) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
              "pto.tsub"(%run_max_row, %tile_max_row, %rescale_1r0_row) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
              "pto.tmuls"(%rescale_1r0_row, %scale, %rescale_1r0_row) : (!pto.tile_buf<vec, 1x32xf32>, f32, !pto.tile_buf<vec, 1x32xf32>) -> ()
              "pto.texp"(%rescale_1r0_row, %rescale_1r0_row) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
              "pto.tmul"(%run_sum_row, %rescale_1r0_row, %run_sum_row) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
              "pto.tmov"(%tile_max_row, %run_max_row) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
              "pto.trowexpandsub"(%qk_tile, %tile_max, %p_tile) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>, !pto.tile_buf<vec, 32x256xf32>) -> ()
              "pto.tmuls"(%p_tile, %scale, %p_tile) : (!pto.tile_buf<vec, 32x256xf32>, f32, !pto.tile_buf<vec, 32x256xf32>) -> ()
              "pto.texp"(%p_tile, %p_tile) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x256xf32>) -> ()
              "pto.trowsum"(%p_tile, %qk_tile, %tile_sum) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>) -> ()
              "pto.tadd"(%run_sum_row, %tile_sum_row, %run_sum_row) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
              "pto.tcvt"(%p_tile, %p_f16) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x256xf16>) -> ()
              %p_part_12 = "pto.partition_view"(%p_entry_6, %c0, %c0, %c32, %c256) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x256xf16>, index, index, index, index) -> !pto.partition_tensor_view<32x256xf16>
              "pto.tstore"(%p_f16, %p_part_12) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<vec, 32x256xf16>, !pto.partition_tensor_view<32x256xf16>) -> ()
              %qk_part_13 = "pto.partition_view"(%qk_entry_6, %c32, %c0, %c32, %c256) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x256xf32>, index, index, index, index) -> !pto.partition_tensor_view<32x256xf32>
              "pto.tload"(%qk_part_13, %qk_tile_1) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<32x256xf32>, !pto.tile_buf<vec, 32x256xf32>) -> ()
              "pto.trowmax"(%qk_tile_1, %p_tile, %tile_max) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>) -> ()
              "pto.tmax"(%tile_max_row, %run_max_row_1, %tile_max_row) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
              "pto.tsub"(%run_max_row_1, %tile_max_row, %rescale_1r1_row) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
              "pto.tmuls"(%rescale_1r1_row, %scale, %rescale_1r1_row) : (!pto.tile_buf<vec, 1x32xf32>, f32, !pto.tile_buf<vec, 1x32xf32>) -> ()
              "pto.texp"(%rescale_1r1_row, %rescale_1r1_row) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
              "pto.tmul"(%run_sum_row_1, %rescale_1r1_row, %run_sum_row_1) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
              "pto.tmov"(%tile_max_row, %run_max_row_1) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
              "pto.trowexpandsub"(%qk_tile_1, %tile_max, %p_tile) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>, !pto.tile_buf<vec, 32x256xf32>) -> ()
              "pto.tmuls"(%p_tile, %scale, %p_tile) : (!pto.tile_buf<vec, 32x256xf32>, f32, !pto.tile_buf<vec, 32x256xf32>) -> ()
              "pto.texp"(%p_tile, %p_tile) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x256xf32>) -> ()
              "pto.trowsum"(%p_tile, %qk_tile_1, %tile_sum) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>) -> ()
              "pto.tadd"(%run_sum_row_1, %tile_sum_row, %run_sum_row_1) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
              "pto.tcvt"(%p_tile, %p_f16) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x256xf16>) -> ()
              %p_part_13 = "pto.partition_view"(%p_entry_6, %c32, %c0, %c32, %c256) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x256xf16>, index, index, index, index) -> !pto.partition_tensor_view<32x256xf16>
              "pto.tstore"(%p_f16, %p_part_13) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<vec, 32x256xf16>, !pto.partition_tensor_view<32x256xf16>) -> ()
              "pto.tpush"(%p_entry_6, %p_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x256xf16>, !pto.pipe) -> ()
              "pto.tfree"(%qk_entry_6, %qk_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x256xf32>, !pto.pipe) -> ()
              "scf.yield"() : () -> ()
            }, {
              %is_slot_2 = "arith.cmpi"(%slot, %c2) <{predicate = 0 : i64}> : (index, index) -> i1
              "scf.if"(%is_slot_2) ({
                %pv_entry_3 = "pto.declare_global"() : () -> !pto.tensor_view<64x128xf32>
                "pto.tpop"(%pv_entry_3, %pv_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x128xf32>, !pto.pipe) -> ()
                %pv_part_6 = "pto.partition_view"(%pv_entry_3, %c0, %c0, %c32, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x128xf32>, index, index, index, index) -> !pto.partition_tensor_view<32x128xf32>
                "pto.tload"(%pv_part_6, %pv_tile) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
                %pv_part_7 = "pto.partition_view"(%pv_entry_3, %c32, %c0, %c32, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x128xf32>, index, index, index, index) -> !pto.partition_tensor_view<32x128xf32>
                "pto.tload"(%pv_part_7, %pv_tile_1) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
                "pto.trowexpandmul"(%o, %rescale_2r0, %o) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>, !pto.tile_buf<vec, 32x128xf32>) -> ()
                "pto.tadd"(%o, %pv_tile, %o) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
                "pto.trowexpandmul"(%o_1, %rescale_2r1, %o_1) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>, !pto.tile_buf<vec, 32x128xf32>) -> ()
                "pto.tadd"(%o_1, %pv_tile_1, %o_1) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
                "pto.tfree"(%pv_entry_3, %pv_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x128xf32>, !pto.pipe) -> ()
                %qk_entry_7 = "pto.declare_global"() : () -> !pto.tensor_view<64x256xf32>
                "pto.tpop"(%qk_entry_7, %qk_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x256xf32>, !pto.pipe) -> ()
                %p_entry_7 = "pto.declare_global"() : () -> !pto.tensor_view<64x256xf16>
                "pto.talloc"(%p_entry_7, %p_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x256xf16>, !pto.pipe) -> ()
                %qk_part_14 = "pto.partition_view"(%qk_entry_7, %c0, %c0, %c32, %c256) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x256xf32>, index, index, index, index) -> !pto.partition_tensor_view<32x256xf32>
                "pto.tload"(%qk_part_14, %qk_tile) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<32x256xf32>, !pto.tile_buf<vec, 32x256xf32>) -> ()
                "pto.trowmax"(%qk_tile, %p_tile, %tile_max) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>) -> ()
                "pto.tmax"(%tile_max_row, %run_max_row, %tile_max_row) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
                "pto.tsub"(%run_max_row, %tile_max_row, %rescale_2r0_row) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
                "pto.tmuls"(%rescale_2r0_row, %scale, %rescale_2r0_row) : (!pto.tile_buf<vec, 1x32xf32>, f32, !pto.tile_buf<vec, 1x32xf32>) -> ()
                "pto.texp"(%rescale_2r0_row, %rescale_2r0_row) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
                "pto.tmul"(%run_sum_row, %rescale_2r0_row, %run_sum_row) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
                "pto.tmov"(%tile_max_row, %run_max_row) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
                "pto.trowexpandsub"(%qk_tile, %tile_max, %p_tile) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>, !pto.tile_buf<vec, 32x256xf32>) -> ()
                "pto.tmuls"(%p_tile, %scale, %p_tile) : (!pto.tile_buf<vec, 32x256xf32>, f32, !pto.tile_buf<vec, 32x256xf32>) -> ()
                "pto.texp"(%p_tile, %p_tile) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x256xf32>) -> ()
                "pto.trowsum"(%p_tile, %qk_tile, %tile_sum) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>) -> ()
                "pto.tadd"(%run_sum_row, %tile_sum_row, %run_sum_row) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
                "pto.tcvt"(%p_tile, %p_f16) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x256xf16>) -> ()
                %p_part_14 = "pto.partition_view"(%p_entry_7, %c0, %c0, %c32, %c256) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x256xf16>, index, index, index, index) -> !pto.partition_tensor_view<32x256xf16>
                "pto.tstore"(%p_f16, %p_part_14) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<vec, 32x256xf16>, !pto.partition_tensor_view<32x256xf16>) -> ()
                %qk_part_15 = "pto.partition_view"(%qk_entry_7, %c32, %c0, %c32, %c256) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x256xf32>, index, index, index, index) -> !pto.partition_tensor_view<32x256xf32>
                "pto.tload"(%qk_part_15, %qk_tile_1) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<32x256xf32>, !pto.tile_buf<vec, 32x256xf32>) -> ()
                "pto.trowmax"(%qk_tile_1, %p_tile, %tile_max) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>) -> ()
                "pto.tmax"(%tile_max_row, %run_max_row_1, %tile_max_row) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
                "pto.tsub"(%run_max_row_1, %tile_max_row, %rescale_2r1_row) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
                "pto.tmuls"(%rescale_2r1_row, %scale, %rescale_2r1_row) : (!pto.tile_buf<vec, 1x32xf32>, f32, !pto.tile_buf<vec, 1x32xf32>) -> ()
                "pto.texp"(%rescale_2r1_row, %rescale_2r1_row) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
                "pto.tmul"(%run_sum_row_1, %rescale_2r1_row, %run_sum_row_1) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
                "pto.tmov"(%tile_max_row, %run_max_row_1) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
                "pto.trowexpandsub"(%qk_tile_1, %tile_max, %p_tile) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>, !pto.tile_buf<vec, 32x256xf32>) -> ()
                "pto.tmuls"(%p_tile, %scale, %p_tile) : (!pto.tile_buf<vec, 32x256xf32>, f32, !pto.tile_buf<vec, 32x256xf32>) -> ()
                "pto.texp"(%p_tile, %p_tile) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x256xf32>) -> ()
                "pto.trowsum"(%p_tile, %qk_tile_1, %tile_sum) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>) -> ()
                "pto.tadd"(%run_sum_row_1, %tile_sum_row, %run_sum_row_1) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
                "pto.tcvt"(%p_tile, %p_f16) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x256xf16>) -> ()
                %p_part_15 = "pto.partition_view"(%p_entry_7, %c32, %c0, %c32, %c256) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x256xf16>, index, index, index, index) -> !pto.partition_tensor_view<32x256xf16>
                "pto.tstore"(%p_f16, %p_part_15) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<vec, 32x256xf16>, !pto.partition_tensor_view<32x256xf16>) -> ()
                "pto.tpush"(%p_entry_7, %p_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x256xf16>, !pto.pipe) -> ()
                "pto.tfree"(%qk_entry_7, %qk_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x256xf32>, !pto.pipe) -> ()
                "scf.yield"() : () -> ()
              }, {
                %pv_entry_4 = "pto.declare_global"() : () -> !pto.tensor_view<64x128xf32>
                "pto.tpop"(%pv_entry_4, %pv_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x128xf32>, !pto.pipe) -> ()
                %pv_part_8 = "pto.partition_view"(%pv_entry_4, %c0, %c0, %c32, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x128xf32>, index, index, index, index) -> !pto.partition_tensor_view<32x128xf32>
                "pto.tload"(%pv_part_8, %pv_tile) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
                %pv_part_9 = "pto.partition_view"(%pv_entry_4, %c32, %c0, %c32, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x128xf32>, index, index, index, index) -> !pto.partition_tensor_view<32x128xf32>
                "pto.tload"(%pv_part_9, %pv_tile_1) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
                "pto.trowexpandmul"(%o, %rescale_3r0, %o) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>, !pto.tile_buf<vec, 32x128xf32>) -> ()
                "pto.tadd"(%o, %pv_tile, %o) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
                "pto.trowexpandmul"(%o_1, %rescale_3r1, %o_1) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>, !pto.tile_buf<vec, 32x128xf32>) -> ()
                "pto.tadd"(%o_1, %pv_tile_1, %o_1) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
                "pto.tfree"(%pv_entry_4, %pv_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x128xf32>, !pto.pipe) -> ()
                %qk_entry_8 = "pto.declare_global"() : () -> !pto.tensor_view<64x256xf32>
                "pto.tpop"(%qk_entry_8, %qk_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x256xf32>, !pto.pipe) -> ()
                %p_entry_8 = "pto.declare_global"() : () -> !pto.tensor_view<64x256xf16>
                "pto.talloc"(%p_entry_8, %p_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x256xf16>, !pto.pipe) -> ()
                %qk_part_16 = "pto.partition_view"(%qk_entry_8, %c0, %c0, %c32, %c256) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x256xf32>, index, index, index, index) -> !pto.partition_tensor_view<32x256xf32>
                "pto.tload"(%qk_part_16, %qk_tile) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<32x256xf32>, !pto.tile_buf<vec, 32x256xf32>) -> ()
                "pto.trowmax"(%qk_tile, %p_tile, %tile_max) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>) -> ()
                "pto.tmax"(%tile_max_row, %run_max_row, %tile_max_row) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
                "pto.tsub"(%run_max_row, %tile_max_row, %rescale_3r0_row) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
                "pto.tmuls"(%rescale_3r0_row, %scale, %rescale_3r0_row) : (!pto.tile_buf<vec, 1x32xf32>, f32, !pto.tile_buf<vec, 1x32xf32>) -> ()
                "pto.texp"(%rescale_3r0_row, %rescale_3r0_row) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
                "pto.tmul"(%run_sum_row, %rescale_3r0_row, %run_sum_row) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
                "pto.tmov"(%tile_max_row, %run_max_row) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
                "pto.trowexpandsub"(%qk_tile, %tile_max, %p_tile) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>, !pto.tile_buf<vec, 32x256xf32>) -> ()
                "pto.tmuls"(%p_tile, %scale, %p_tile) : (!pto.tile_buf<vec, 32x256xf32>, f32, !pto.tile_buf<vec, 32x256xf32>) -> ()
                "pto.texp"(%p_tile, %p_tile) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x256xf32>) -> ()
                "pto.trowsum"(%p_tile, %qk_tile, %tile_sum) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>) -> ()
                "pto.tadd"(%run_sum_row, %tile_sum_row, %run_sum_row) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
                "pto.tcvt"(%p_tile, %p_f16) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x256xf16>) -> ()
                %p_part_16 = "pto.partition_view"(%p_entry_8, %c0, %c0, %c32, %c256) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x256xf16>, index, index, index, index) -> !pto.partition_tensor_view<32x256xf16>
                "pto.tstore"(%p_f16, %p_part_16) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<vec, 32x256xf16>, !pto.partition_tensor_view<32x256xf16>) -> ()
                %qk_part_17 = "pto.partition_view"(%qk_entry_8, %c32, %c0, %c32, %c256) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x256xf32>, index, index, index, index) -> !pto.partition_tensor_view<32x256xf32>
                "pto.tload"(%qk_part_17, %qk_tile_1) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<32x256xf32>, !pto.tile_buf<vec, 32x256xf32>) -> ()
                "pto.trowmax"(%qk_tile_1, %p_tile, %tile_max) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>) -> ()
                "pto.tmax"(%tile_max_row, %run_max_row_1, %tile_max_row) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
                "pto.tsub"(%run_max_row_1, %tile_max_row, %rescale_3r1_row) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
                "pto.tmuls"(%rescale_3r1_row, %scale, %rescale_3r1_row) : (!pto.tile_buf<vec, 1x32xf32>, f32, !pto.tile_buf<vec, 1x32xf32>) -> ()
                "pto.texp"(%rescale_3r1_row, %rescale_3r1_row) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
                "pto.tmul"(%run_sum_row_1, %rescale_3r1_row, %run_sum_row_1) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
                "pto.tmov"(%tile_max_row, %run_max_row_1) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
                "pto.trowexpandsub"(%qk_tile_1, %tile_max, %p_tile) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>, !pto.tile_buf<vec, 32x256xf32>) -> ()
                "pto.tmuls"(%p_tile, %scale, %p_tile) : (!pto.tile_buf<vec, 32x256xf32>, f32, !pto.tile_buf<vec, 32x256xf32>) -> ()
                "pto.texp"(%p_tile, %p_tile) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x256xf32>) -> ()
                "pto.trowsum"(%p_tile, %qk_tile_1, %tile_sum) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>) -> ()
                "pto.tadd"(%run_sum_row_1, %tile_sum_row, %run_sum_row_1) : (!pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>, !pto.tile_buf<vec, 1x32xf32>) -> ()
                "pto.tcvt"(%p_tile, %p_f16) : (!pto.tile_buf<vec, 32x256xf32>, !pto.tile_buf<vec, 32x256xf16>) -> ()
                %p_part_17 = "pto.partition_view"(%p_entry_8, %c32, %c0, %c32, %c256) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x256xf16>, index, index, index, index) -> !pto.partition_tensor_view<32x256xf16>
                "pto.tstore"(%p_f16, %p_part_17) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<vec, 32x256xf16>, !pto.partition_tensor_view<32x256xf16>) -> ()
                "pto.tpush"(%p_entry_8, %p_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x256xf16>, !pto.pipe) -> ()
                "pto.tfree"(%qk_entry_8, %qk_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x256xf32>, !pto.pipe) -> ()
                "scf.yield"() : () -> ()
              }) : (i1) -> ()
              "scf.yield"() : () -> ()
            }) : (i1) -> ()
            "scf.yield"() : () -> ()
          }) : (i1) -> ()
          "scf.yield"() : () -> ()
        }) : (index, index, index) -> ()
        "scf.yield"() : () -> ()
      }, {
      }) : (i1) -> ()
      "scf.if"(%any_steady) ({
        %slot_1 = "arith.remsi"(%steady, %c4) : (index, index) -> index
        %is_slot_3 = "arith.cmpi"(%slot_1, %c0) <{predicate = 0 : i64}> : (index, index) -> i1
        "scf.if"(%is_slot_3) ({
          %pv_entry_5 = "pto.declare_global"() : () -> !pto.tensor_view<64x128xf32>
          "pto.tpop"(%pv_entry_5, %pv_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x128xf32>, !pto.pipe) -> ()
          %pv_part_10 = "pto.partition_view"(%pv_entry_5, %c0, %c0, %c32, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x128xf32>, index, index, index, index) -> !pto.partition_tensor_view<32x128xf32>
          "pto.tload"(%pv_part_10, %pv_tile) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
          %pv_part_11 = "pto.partition_view"(%pv_entry_5, %c32, %c0, %c32, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x128xf32>, index, index, index, index) -> !pto.partition_tensor_view<32x128xf32>
          "pto.tload"(%pv_part_11, %pv_tile_1) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
          "pto.trowexpandmul"(%o, %rescale_0r0, %o) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>, !pto.tile_buf<vec, 32x128xf32>) -> ()
          "pto.tadd"(%o, %pv_tile, %o) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
          "pto.trowexpandmul"(%o_1, %rescale_0r1, %o_1) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>, !pto.tile_buf<vec, 32x128xf32>) -> ()
          "pto.tadd"(%o_1, %pv_tile_1, %o_1) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
          "pto.tfree"(%pv_entry_5, %pv_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x128xf32>, !pto.pipe) -> ()
          "scf.yield"() : () -> ()
        }, {
          %is_slot_4 = "arith.cmpi"(%slot_1, %c1) <{predicate = 0 : i64}> : (index, index) -> i1
          "scf.if"(%is_slot_4) ({
            %pv_entry_6 = "pto.declare_global"() : () -> !pto.tensor_view<64x128xf32>
            "pto.tpop"(%pv_entry_6, %pv_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x128xf32>, !pto.pipe) -> ()
            %pv_part_12 = "pto.partition_view"(%pv_entry_6, %c0, %c0, %c32, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x128xf32>, index, index, index, index) -> !pto.partition_tensor_view<32x128xf32>
            "pto.tload"(%pv_part_12, %pv_tile) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
            %pv_part_13 = "pto.partition_view"(%pv_entry_6, %c32, %c0, %c32, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x128xf32>, index, index, index, index) -> !pto.partition_tensor_view<32x128xf32>
            "pto.tload"(%pv_part_13, %pv_tile_1) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
            "pto.trowexpandmul"(%o, %rescale_1r0, %o) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>, !pto.tile_buf<vec, 32x128xf32>) -> ()
            "pto.tadd"(%o, %pv_tile, %o) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
            "pto.trowexpandmul"(%o_1, %rescale_1r1, %o_1) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>, !pto.tile_buf<vec, 32x128xf32>) -> ()
            "pto.tadd"(%o_1, %pv_tile_1, %o_1) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
            "pto.tfree"(%pv_entry_6, %pv_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x128xf32>, !pto.pipe) -> ()
            "scf.yield"() : () -> ()
          }, {
            %is_slot_5 = "arith.cmpi"(%slot_1, %c2) <{predicate = 0 : i64}> : (index, index) -> i1
            "scf.if"(%is_slot_5) ({
              %pv_entry_7 = "pto.declare_global"() : () -> !pto.tensor_view<64x128xf32>
              "pto.tpop"(%pv_entry_7, %pv_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x128xf32>, !pto.pipe) -> ()
              %pv_part_14 = "pto.partition_view"(%pv_entry_7, %c0, %c0, %c32, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x128xf32>, index, index, index, index) -> !pto.partition_tensor_view<32x128xf32>
              "pto.tload"(%pv_part_14, %pv_tile) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
              %pv_part_15 = "pto.partition_view"(%pv_entry_7, %c32, %c0, %c32, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x128xf32>, index, index, index, index) -> !pto.partition_tensor_view<32x128xf32>
              "pto.tload"(%pv_part_15, %pv_tile_1) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
              "pto.trowexpandmul"(%o, %rescale_2r0, %o) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>, !pto.tile_buf<vec, 32x128xf32>) -> ()
              "pto.tadd"(%o, %pv_tile, %o) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
              "pto.trowexpandmul"(%o_1, %rescale_2r1, %o_1) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>, !pto.tile_buf<vec, 32x128xf32>) -> ()
              "pto.tadd"(%o_1, %pv_tile_1, %o_1) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
              "pto.tfree"(%pv_entry_7, %pv_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x128xf32>, !pto.pipe) -> ()
              "scf.yield"() : () -> ()
            }, {
              %pv_entry_8 = "pto.declare_global"() : () -> !pto.tensor_view<64x128xf32>
              "pto.tpop"(%pv_entry_8, %pv_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x128xf32>, !pto.pipe) -> ()
              %pv_part_16 = "pto.partition_view"(%pv_entry_8, %c0, %c0, %c32, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x128xf32>, index, index, index, index) -> !pto.partition_tensor_view<32x128xf32>
              "pto.tload"(%pv_part_16, %pv_tile) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
              %pv_part_17 = "pto.partition_view"(%pv_entry_8, %c32, %c0, %c32, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x128xf32>, index, index, index, index) -> !pto.partition_tensor_view<32x128xf32>
              "pto.tload"(%pv_part_17, %pv_tile_1) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
              "pto.trowexpandmul"(%o, %rescale_3r0, %o) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>, !pto.tile_buf<vec, 32x128xf32>) -> ()
              "pto.tadd"(%o, %pv_tile, %o) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
              "pto.trowexpandmul"(%o_1, %rescale_3r1, %o_1) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>, !pto.tile_buf<vec, 32x128xf32>) -> ()
              "pto.tadd"(%o_1, %pv_tile_1, %o_1) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
              "pto.tfree"(%pv_entry_8, %pv_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x128xf32>, !pto.pipe) -> ()
              "scf.yield"() : () -> ()
            }) : (i1) -> ()
            "scf.yield"() : () -> ()
          }) : (i1) -> ()
          "scf.yield"() : () -> ()
        }) : (i1) -> ()
        "scf.yield"() : () -> ()
      }, {
        %pv_entry_9 = "pto.declare_global"() : () -> !pto.tensor_view<64x128xf32>
        "pto.tpop"(%pv_entry_9, %pv_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x128xf32>, !pto.pipe) -> ()
        %pv_part_18 = "pto.partition_view"(%pv_entry_9, %c0, %c0, %c32, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x128xf32>, index, index, index, index) -> !pto.partition_tensor_view<32x128xf32>
        "pto.tload"(%pv_part_18, %o) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
        %pv_part_19 = "pto.partition_view"(%pv_entry_9, %c32, %c0, %c32, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x128xf32>, index, index, index, index) -> !pto.partition_tensor_view<32x128xf32>
        "pto.tload"(%pv_part_19, %o_1) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
        "pto.tfree"(%pv_entry_9, %pv_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x128xf32>, !pto.pipe) -> ()
        "scf.yield"() : () -> ()
      }) : (i1) -> ()
      %last_tile = "arith.addi"(%steady, %c1) <{overflowFlags = #arith.overflow<none>}> : (index, index) -> index
      %slot_2 = "arith.remsi"(%last_tile, %c4) : (index, index) -> index
      %is_slot_6 = "arith.cmpi"(%slot_2, %c0) <{predicate = 0 : i64}> : (index, index) -> i1
      "scf.if"(%is_slot_6) ({
        %pv_entry_10 = "pto.declare_global"() : () -> !pto.tensor_view<64x128xf32>
        "pto.tpop"(%pv_entry_10, %pv_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x128xf32>, !pto.pipe) -> ()
        %pv_part_20 = "pto.partition_view"(%pv_entry_10, %c0, %c0, %c32, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x128xf32>, index, index, index, index) -> !pto.partition_tensor_view<32x128xf32>
        "pto.tload"(%pv_part_20, %pv_tile) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
        %pv_part_21 = "pto.partition_view"(%pv_entry_10, %c32, %c0, %c32, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x128xf32>, index, index, index, index) -> !pto.partition_tensor_view<32x128xf32>
        "pto.tload"(%pv_part_21, %pv_tile_1) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
        "pto.trowexpandmul"(%o, %rescale_0r0, %o) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>, !pto.tile_buf<vec, 32x128xf32>) -> ()
        "pto.tadd"(%o, %pv_tile, %o) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
        "pto.trowexpandmul"(%o_1, %rescale_0r1, %o_1) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>, !pto.tile_buf<vec, 32x128xf32>) -> ()
        "pto.tadd"(%o_1, %pv_tile_1, %o_1) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
        "pto.tfree"(%pv_entry_10, %pv_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x128xf32>, !pto.pipe) -> ()
        "scf.yield"() : () -> ()
      }, {
        %is_slot_7 = "arith.cmpi"(%slot_2, %c1) <{predicate = 0 : i64}> : (index, index) -> i1
        "scf.if"(%is_slot_7) ({
          %pv_entry_11 = "pto.declare_global"() : () -> !pto.tensor_view<64x128xf32>
          "pto.tpop"(%pv_entry_11, %pv_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x128xf32>, !pto.pipe) -> ()
          %pv_part_22 = "pto.partition_view"(%pv_entry_11, %c0, %c0, %c32, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x128xf32>, index, index, index, index) -> !pto.partition_tensor_view<32x128xf32>
          "pto.tload"(%pv_part_22, %pv_tile) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
          %pv_part_23 = "pto.partition_view"(%pv_entry_11, %c32, %c0, %c32, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x128xf32>, index, index, index, index) -> !pto.partition_tensor_view<32x128xf32>
          "pto.tload"(%pv_part_23, %pv_tile_1) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
          "pto.trowexpandmul"(%o, %rescale_1r0, %o) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>, !pto.tile_buf<vec, 32x128xf32>) -> ()
          "pto.tadd"(%o, %pv_tile, %o) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
          "pto.trowexpandmul"(%o_1, %rescale_1r1, %o_1) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>, !pto.tile_buf<vec, 32x128xf32>) -> ()
          "pto.tadd"(%o_1, %pv_tile_1, %o_1) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
          "pto.tfree"(%pv_entry_11, %pv_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x128xf32>, !pto.pipe) -> ()
          "scf.yield"() : () -> ()
        }, {
          %is_slot_8 = "arith.cmpi"(%slot_2, %c2) <{predicate = 0 : i64}> : (index, index) -> i1
          "scf.if"(%is_slot_8) ({
            %pv_entry_12 = "pto.declare_global"() : () -> !pto.tensor_view<64x128xf32>
            "pto.tpop"(%pv_entry_12, %pv_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x128xf32>, !pto.pipe) -> ()
            %pv_part_24 = "pto.partition_view"(%pv_entry_12, %c0, %c0, %c32, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x128xf32>, index, index, index, index) -> !pto.partition_tensor_view<32x128xf32>
            "pto.tload"(%pv_part_24, %pv_tile) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
            %pv_part_25 = "pto.partition_view"(%pv_entry_12, %c32, %c0, %c32, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x128xf32>, index, index, index, index) -> !pto.partition_tensor_view<32x128xf32>
            "pto.tload"(%pv_part_25, %pv_tile_1) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
            "pto.trowexpandmul"(%o, %rescale_2r0, %o) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>, !pto.tile_buf<vec, 32x128xf32>) -> ()
            "pto.tadd"(%o, %pv_tile, %o) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
            "pto.trowexpandmul"(%o_1, %rescale_2r1, %o_1) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>, !pto.tile_buf<vec, 32x128xf32>) -> ()
            "pto.tadd"(%o_1, %pv_tile_1, %o_1) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
            "pto.tfree"(%pv_entry_12, %pv_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x128xf32>, !pto.pipe) -> ()
            "scf.yield"() : () -> ()
          }, {
            %pv_entry_13 = "pto.declare_global"() : () -> !pto.tensor_view<64x128xf32>
            "pto.tpop"(%pv_entry_13, %pv_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x128xf32>, !pto.pipe) -> ()
            %pv_part_26 = "pto.partition_view"(%pv_entry_13, %c0, %c0, %c32, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x128xf32>, index, index, index, index) -> !pto.partition_tensor_view<32x128xf32>
            "pto.tload"(%pv_part_26, %pv_tile) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
            %pv_part_27 = "pto.partition_view"(%pv_entry_13, %c32, %c0, %c32, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x128xf32>, index, index, index, index) -> !pto.partition_tensor_view<32x128xf32>
            "pto.tload"(%pv_part_27, %pv_tile_1) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
            "pto.trowexpandmul"(%o, %rescale_3r0, %o) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>, !pto.tile_buf<vec, 32x128xf32>) -> ()
            "pto.tadd"(%o, %pv_tile, %o) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
            "pto.trowexpandmul"(%o_1, %rescale_3r1, %o_1) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>, !pto.tile_buf<vec, 32x128xf32>) -> ()
            "pto.tadd"(%o_1, %pv_tile_1, %o_1) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
            "pto.tfree"(%pv_entry_13, %pv_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x128xf32>, !pto.pipe) -> ()
            "scf.yield"() : () -> ()
          }) : (i1) -> ()
          "scf.yield"() : () -> ()
        }) : (i1) -> ()
        "scf.yield"() : () -> ()
      }) : (i1) -> ()
      %last_tile_1 = "arith.addi"(%steady, %c2) <{overflowFlags = #arith.overflow<none>}> : (index, index) -> index
      %slot_3 = "arith.remsi"(%last_tile_1, %c4) : (index, index) -> index
      %is_slot_9 = "arith.cmpi"(%slot_3, %c0) <{predicate = 0 : i64}> : (index, index) -> i1
      "scf.if"(%is_slot_9) ({
        %pv_entry_14 = "pto.declare_global"() : () -> !pto.tensor_view<64x128xf32>
        "pto.tpop"(%pv_entry_14, %pv_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x128xf32>, !pto.pipe) -> ()
        %pv_part_28 = "pto.partition_view"(%pv_entry_14, %c0, %c0, %c32, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x128xf32>, index, index, index, index) -> !pto.partition_tensor_view<32x128xf32>
        "pto.tload"(%pv_part_28, %pv_tile) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
        %pv_part_29 = "pto.partition_view"(%pv_entry_14, %c32, %c0, %c32, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x128xf32>, index, index, index, index) -> !pto.partition_tensor_view<32x128xf32>
        "pto.tload"(%pv_part_29, %pv_tile_1) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
        "pto.trowexpandmul"(%o, %rescale_0r0, %o) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>, !pto.tile_buf<vec, 32x128xf32>) -> ()
        "pto.tadd"(%o, %pv_tile, %o) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
        "pto.trowexpandmul"(%o_1, %rescale_0r1, %o_1) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>, !pto.tile_buf<vec, 32x128xf32>) -> ()
        "pto.tadd"(%o_1, %pv_tile_1, %o_1) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
        "pto.tfree"(%pv_entry_14, %pv_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x128xf32>, !pto.pipe) -> ()
        "scf.yield"() : () -> ()
      }, {
        %is_slot_10 = "arith.cmpi"(%slot_3, %c1) <{predicate = 0 : i64}> : (index, index) -> i1
        "scf.if"(%is_slot_10) ({
          %pv_entry_15 = "pto.declare_global"() : () -> !pto.tensor_view<64x128xf32>
          "pto.tpop"(%pv_entry_15, %pv_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x128xf32>, !pto.pipe) -> ()
          %pv_part_30 = "pto.partition_view"(%pv_entry_15, %c0, %c0, %c32, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x128xf32>, index, index, index, index) -> !pto.partition_tensor_view<32x128xf32>
          "pto.tload"(%pv_part_30, %pv_tile) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
          %pv_part_31 = "pto.partition_view"(%pv_entry_15, %c32, %c0, %c32, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x128xf32>, index, index, index, index) -> !pto.partition_tensor_view<32x128xf32>
          "pto.tload"(%pv_part_31, %pv_tile_1) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
          "pto.trowexpandmul"(%o, %rescale_1r0, %o) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>, !pto.tile_buf<vec, 32x128xf32>) -> ()
          "pto.tadd"(%o, %pv_tile, %o) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
          "pto.trowexpandmul"(%o_1, %rescale_1r1, %o_1) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>, !pto.tile_buf<vec, 32x128xf32>) -> ()
          "pto.tadd"(%o_1, %pv_tile_1, %o_1) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
          "pto.tfree"(%pv_entry_15, %pv_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x128xf32>, !pto.pipe) -> ()
          "scf.yield"() : () -> ()
        }, {
          %is_slot_11 = "arith.cmpi"(%slot_3, %c2) <{predicate = 0 : i64}> : (index, index) -> i1
          "scf.if"(%is_slot_11) ({
            %pv_entry_16 = "pto.declare_global"() : () -> !pto.tensor_view<64x128xf32>
            "pto.tpop"(%pv_entry_16, %pv_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x128xf32>, !pto.pipe) -> ()
            %pv_part_32 = "pto.partition_view"(%pv_entry_16, %c0, %c0, %c32, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x128xf32>, index, index, index, index) -> !pto.partition_tensor_view<32x128xf32>
            "pto.tload"(%pv_part_32, %pv_tile) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
            %pv_part_33 = "pto.partition_view"(%pv_entry_16, %c32, %c0, %c32, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x128xf32>, index, index, index, index) -> !pto.partition_tensor_view<32x128xf32>
            "pto.tload"(%pv_part_33, %pv_tile_1) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
            "pto.trowexpandmul"(%o, %rescale_2r0, %o) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>, !pto.tile_buf<vec, 32x128xf32>) -> ()
            "pto.tadd"(%o, %pv_tile, %o) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
            "pto.trowexpandmul"(%o_1, %rescale_2r1, %o_1) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>, !pto.tile_buf<vec, 32x128xf32>) -> ()
            "pto.tadd"(%o_1, %pv_tile_1, %o_1) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
            "pto.tfree"(%pv_entry_16, %pv_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x128xf32>, !pto.pipe) -> ()
            "scf.yield"() : () -> ()
          }, {
            %pv_entry_17 = "pto.declare_global"() : () -> !pto.tensor_view<64x128xf32>
            "pto.tpop"(%pv_entry_17, %pv_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x128xf32>, !pto.pipe) -> ()
            %pv_part_34 = "pto.partition_view"(%pv_entry_17, %c0, %c0, %c32, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x128xf32>, index, index, index, index) -> !pto.partition_tensor_view<32x128xf32>
            "pto.tload"(%pv_part_34, %pv_tile) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
            %pv_part_35 = "pto.partition_view"(%pv_entry_17, %c32, %c0, %c32, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x128xf32>, index, index, index, index) -> !pto.partition_tensor_view<32x128xf32>
            "pto.tload"(%pv_part_35, %pv_tile_1) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
            "pto.trowexpandmul"(%o, %rescale_3r0, %o) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>, !pto.tile_buf<vec, 32x128xf32>) -> ()
            "pto.tadd"(%o, %pv_tile, %o) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
            "pto.trowexpandmul"(%o_1, %rescale_3r1, %o_1) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>, !pto.tile_buf<vec, 32x128xf32>) -> ()
            "pto.tadd"(%o_1, %pv_tile_1, %o_1) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
            "pto.tfree"(%pv_entry_17, %pv_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x128xf32>, !pto.pipe) -> ()
            "scf.yield"() : () -> ()
          }) : (i1) -> ()
          "scf.yield"() : () -> ()
        }) : (i1) -> ()
        "scf.yield"() : () -> ()
      }) : (i1) -> ()
      %last_tile_2 = "arith.addi"(%steady, %c3) <{overflowFlags = #arith.overflow<none>}> : (index, index) -> index
      %slot_4 = "arith.remsi"(%last_tile_2, %c4) : (index, index) -> index
      %is_slot_12 = "arith.cmpi"(%slot_4, %c0) <{predicate = 0 : i64}> : (index, index) -> i1
      "scf.if"(%is_slot_12) ({
        %pv_entry_18 = "pto.declare_global"() : () -> !pto.tensor_view<64x128xf32>
        "pto.tpop"(%pv_entry_18, %pv_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x128xf32>, !pto.pipe) -> ()
        %pv_part_36 = "pto.partition_view"(%pv_entry_18, %c0, %c0, %c32, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x128xf32>, index, index, index, index) -> !pto.partition_tensor_view<32x128xf32>
        "pto.tload"(%pv_part_36, %pv_tile) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
        %pv_part_37 = "pto.partition_view"(%pv_entry_18, %c32, %c0, %c32, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x128xf32>, index, index, index, index) -> !pto.partition_tensor_view<32x128xf32>
        "pto.tload"(%pv_part_37, %pv_tile_1) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
        "pto.trowexpandmul"(%o, %rescale_0r0, %o) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>, !pto.tile_buf<vec, 32x128xf32>) -> ()
        "pto.tadd"(%o, %pv_tile, %o) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
        "pto.trowexpandmul"(%o_1, %rescale_0r1, %o_1) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>, !pto.tile_buf<vec, 32x128xf32>) -> ()
        "pto.tadd"(%o_1, %pv_tile_1, %o_1) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
        "pto.tfree"(%pv_entry_18, %pv_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x128xf32>, !pto.pipe) -> ()
        "scf.yield"() : () -> ()
      }, {
        %is_slot_13 = "arith.cmpi"(%slot_4, %c1) <{predicate = 0 : i64}> : (index, index) -> i1
        "scf.if"(%is_slot_13) ({
          %pv_entry_19 = "pto.declare_global"() : () -> !pto.tensor_view<64x128xf32>
          "pto.tpop"(%pv_entry_19, %pv_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x128xf32>, !pto.pipe) -> ()
          %pv_part_38 = "pto.partition_view"(%pv_entry_19, %c0, %c0, %c32, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x128xf32>, index, index, index, index) -> !pto.partition_tensor_view<32x128xf32>
          "pto.tload"(%pv_part_38, %pv_tile) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
          %pv_part_39 = "pto.partition_view"(%pv_entry_19, %c32, %c0, %c32, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x128xf32>, index, index, index, index) -> !pto.partition_tensor_view<32x128xf32>
          "pto.tload"(%pv_part_39, %pv_tile_1) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
          "pto.trowexpandmul"(%o, %rescale_1r0, %o) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>, !pto.tile_buf<vec, 32x128xf32>) -> ()
          "pto.tadd"(%o, %pv_tile, %o) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
          "pto.trowexpandmul"(%o_1, %rescale_1r1, %o_1) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>, !pto.tile_buf<vec, 32x128xf32>) -> ()
          "pto.tadd"(%o_1, %pv_tile_1, %o_1) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
          "pto.tfree"(%pv_entry_19, %pv_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x128xf32>, !pto.pipe) -> ()
          "scf.yield"() : () -> ()
        }, {
          %is_slot_14 = "arith.cmpi"(%slot_4, %c2) <{predicate = 0 : i64}> : (index, index) -> i1
          "scf.if"(%is_slot_14) ({
            %pv_entry_20 = "pto.declare_global"() : () -> !pto.tensor_view<64x128xf32>
            "pto.tpop"(%pv_entry_20, %pv_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x128xf32>, !pto.pipe) -> ()
            %pv_part_40 = "pto.partition_view"(%pv_entry_20, %c0, %c0, %c32, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x128xf32>, index, index, index, index) -> !pto.partition_tensor_view<32x128xf32>
            "pto.tload"(%pv_part_40, %pv_tile) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
            %pv_part_41 = "pto.partition_view"(%pv_entry_20, %c32, %c0, %c32, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x128xf32>, index, index, index, index) -> !pto.partition_tensor_view<32x128xf32>
            "pto.tload"(%pv_part_41, %pv_tile_1) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
            "pto.trowexpandmul"(%o, %rescale_2r0, %o) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>, !pto.tile_buf<vec, 32x128xf32>) -> ()
            "pto.tadd"(%o, %pv_tile, %o) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
            "pto.trowexpandmul"(%o_1, %rescale_2r1, %o_1) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>, !pto.tile_buf<vec, 32x128xf32>) -> ()
            "pto.tadd"(%o_1, %pv_tile_1, %o_1) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
            "pto.tfree"(%pv_entry_20, %pv_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x128xf32>, !pto.pipe) -> ()
            "scf.yield"() : () -> ()
          }, {
            %pv_entry_21 = "pto.declare_global"() : () -> !pto.tensor_view<64x128xf32>
            "pto.tpop"(%pv_entry_21, %pv_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x128xf32>, !pto.pipe) -> ()
            %pv_part_42 = "pto.partition_view"(%pv_entry_21, %c0, %c0, %c32, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x128xf32>, index, index, index, index) -> !pto.partition_tensor_view<32x128xf32>
            "pto.tload"(%pv_part_42, %pv_tile) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
            %pv_part_43 = "pto.partition_view"(%pv_entry_21, %c32, %c0, %c32, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<64x128xf32>, index, index, index, index) -> !pto.partition_tensor_view<32x128xf32>
            "pto.tload"(%pv_part_43, %pv_tile_1) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0, 0>}> : (!pto.partition_tensor_view<32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
            "pto.trowexpandmul"(%o, %rescale_3r0, %o) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>, !pto.tile_buf<vec, 32x128xf32>) -> ()
            "pto.tadd"(%o, %pv_tile, %o) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
            "pto.trowexpandmul"(%o_1, %rescale_3r1, %o_1) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>, !pto.tile_buf<vec, 32x128xf32>) -> ()
            "pto.tadd"(%o_1, %pv_tile_1, %o_1) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x128xf32>) -> ()
            "pto.tfree"(%pv_entry_21, %pv_pipe) <{split = 1 : i8}> : (!pto.tensor_view<64x128xf32>, !pto.pipe) -> ()
            "scf.yield"() : () -> ()
          }) : (i1) -> ()
          "scf.yield"() : () -> ()
        }) : (i1) -> ()
        "scf.yield"() : () -> ()
      }) : (i1) -> ()
      %block_row = "arith.muli"(%item, %c128) <{overflowFlags = #arith.overflow<none>}> : (index, index) -> index
      %out_row = "arith.addi"(%block_row, %half_row) <{overflowFlags = #arith.overflow<none>}> : (index, index) -> index
      "pto.trowexpanddiv"(%o, %run_sum, %o) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>, !pto.tile_buf<vec, 32x128xf32>) -> ()
      "pto.barrier"() <{pipe = #pto.pipe<PIPE_V>}> : () -> ()
      "pto.trowexpanddiv"(%o_1, %run_sum_1, %o_1) : (!pto.tile_buf<vec, 32x128xf32>, !pto.tile_buf<vec, 32x1xf32, blayout=col_major>, !pto.tile_buf<vec, 32x128xf32>) -> ()
      %slice_row = "arith.addi"(%out_row, %c0) <{overflowFlags = #arith.overflow<none>}> : (index, index) -> index
      %out_part = "pto.partition_view"(%out_gm, %slice_row, %c0, %c32, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<?x128xf32>, index, index, index, index) -> !pto.partition_tensor_view<32x128xf32>
      "pto.tstore"(%o, %out_part) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<vec, 32x128xf32>, !pto.partition_tensor_view<32x128xf32>) -> ()
      %slice_row_1 = "arith.addi"(%out_row, %c32) <{overflowFlags = #arith.overflow<none>}> : (index, index) -> index
      %out_part_1 = "pto.partition_view"(%out_gm, %slice_row_1, %c0, %c32, %c128) <{operandSegmentSizes = array<i32: 1, 2, 2>}> : (!pto.tensor_view<?x128xf32>, index, index, index, index) -> !pto.partition_tensor_view<32x128xf32>
      "pto.tstore"(%o_1, %out_part_1) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>}> : (!pto.tile_buf<vec, 32x128xf32>, !pto.partition_tensor_view<32x128xf32>) -> ()
      "scf.yield"() : () -> ()
    }) : (index, index, index) -> ()
    "func.return"() : () -> ()
  }) {pto.kernel_kind = #pto.kernel_kind<vector>} : () -> ()
}) : () -> ()
