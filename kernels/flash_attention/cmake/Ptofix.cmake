# Kernels by assembler and ptofix. What a kernel is made from is compared by content, not by time.
#
#   include(cmake/Ptofix.cmake)
#   ptofix_add_kernel(fa SOURCE fa.pto FLAGS --pto-arch=a3 --enable-insert-sync)
#   ptofix_add_library(fa-device KERNEL fa OUTPUT fa.so KNOBS FA_Q_ROWS=1024 FA_S1_TILE=256 FA_QK_PRELOAD=3 FA_KV_SPLIT=1)
#
# makes the target `fa`, which writes fa.cpp into the build folder (OUTPUT names another file), and `fa-device`, which
# compiles it with caller.cpp. PTOAS or PTOFIX_PTOAS is the real assembler, BISHENG the device compiler at the time of the
# build; docs/builds.md and README.md have the other variables.

get_filename_component(PTOFIX_INPUTS "${CMAKE_CURRENT_LIST_DIR}/../ptofix-inputs" ABSOLUTE)
get_filename_component(PTOFIX_DEVICE_LIBRARY "${CMAKE_CURRENT_LIST_DIR}/../device-library" ABSOLUTE)

function(ptofix_add_kernel name)
  cmake_parse_arguments(PARSE_ARGV 1 kernel "" "SOURCE;OUTPUT" "FLAGS")
  if(kernel_UNPARSED_ARGUMENTS OR NOT kernel_SOURCE)
    message(FATAL_ERROR "ptofix_add_kernel(NAME SOURCE FILE [OUTPUT FILE] [FLAGS FLAG...])")
  endif()
  if(NOT kernel_OUTPUT)
    set(kernel_OUTPUT "${name}.cpp")
  endif()
  get_filename_component(source "${kernel_SOURCE}" ABSOLUTE BASE_DIR "${CMAKE_CURRENT_SOURCE_DIR}")
  get_filename_component(output "${kernel_OUTPUT}" ABSOLUTE BASE_DIR "${CMAKE_CURRENT_BINARY_DIR}")
  add_custom_target(
    ${name}-inputs
    COMMAND "${PTOFIX_INPUTS}" "${output}.inputs" "${source}" -- ${kernel_FLAGS}
    BYPRODUCTS "${output}.inputs"
    DEPENDS "${source}"
    VERBATIM
  )
  add_custom_command(
    OUTPUT "${output}"
    COMMAND ptofix-ptoas ${kernel_FLAGS} "${source}" -o "${output}"
    DEPENDS "${output}.inputs"
    COMMENT "Kernel ${name}"
    VERBATIM
  )
  add_custom_target(${name} ALL DEPENDS "${output}")
  add_dependencies(${name} ${name}-inputs)
  set_target_properties(${name} PROPERTIES PTOFIX_KERNEL "${output}")
endfunction()

function(ptofix_add_library name)
  cmake_parse_arguments(PARSE_ARGV 1 library "" "KERNEL;OUTPUT" "KNOBS")
  if(library_UNPARSED_ARGUMENTS OR NOT library_KERNEL OR NOT library_OUTPUT OR NOT library_KNOBS)
    message(FATAL_ERROR "ptofix_add_library(NAME KERNEL TARGET OUTPUT FILE KNOBS VARIABLE=VALUE...)")
  endif()
  get_target_property(kernel ${library_KERNEL} PTOFIX_KERNEL)
  get_filename_component(output "${library_OUTPUT}" ABSOLUTE BASE_DIR "${CMAKE_CURRENT_BINARY_DIR}")
  set(command "${CMAKE_COMMAND}" -E env ${library_KNOBS} "${PTOFIX_DEVICE_LIBRARY}")
  add_custom_target(
    ${name}-inputs
    COMMAND ${command} --inputs "${kernel}" "${output}"
    BYPRODUCTS "${output}.inputs"
    VERBATIM
  )
  add_dependencies(${name}-inputs ${library_KERNEL})
  add_custom_command(
    OUTPUT "${output}"
    COMMAND ${command} "${kernel}" "${output}"
    DEPENDS "${output}.inputs"
    COMMENT "Device library ${name}"
    VERBATIM
  )
  add_custom_target(${name} ALL DEPENDS "${output}")
  add_dependencies(${name} ${name}-inputs)
endfunction()
