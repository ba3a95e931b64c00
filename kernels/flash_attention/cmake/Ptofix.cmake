# Kernels by assembler and ptofix. What a kernel is made from is compared by content, not by time.
#
#   include(cmake/Ptofix.cmake)
#   ptofix_add_kernel(fa SOURCE fa.pto FLAGS --pto-arch=a3 --enable-insert-sync)
#
# makes the target `fa`, which writes fa.cpp into the build folder (OUTPUT names another file). PTOAS or PTOFIX_PTOAS is
# the real assembler at the time of the build; docs/builds.md has the other variables.

get_filename_component(PTOFIX_INPUTS "${CMAKE_CURRENT_LIST_DIR}/../ptofix-inputs" ABSOLUTE)

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
endfunction()
