# heed_simd_objects(target sources…): compiles every *.simd.cpp once for each instruction set and gives the objects to a
# target.
# The objects are always optimised: a vector kernel that is not inlined is not one.
function(heed_simd_objects target)
  set(sets neon)
  if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64|amd64")
    target_compile_definitions(${target} PUBLIC HEED_SIMD_X86)
    set(sets sse4 avx2 avx512)
    set(flags_sse4 -msse4.2 -DHWY_DISABLE_PCLMUL_AES)
    set(flags_avx2 -mavx2 -mfma -mbmi -mbmi2 -mf16c -DHWY_DISABLE_PCLMUL_AES)
    set(flags_avx512 ${flags_avx2} -mavx512f -mavx512bw -mavx512cd -mavx512dq -mavx512vl -mprefer-vector-width=512)
  endif()
  set(HEED_SIMD_SETS ${sets} PARENT_SCOPE)
  foreach(set IN LISTS sets)
    add_library(${target}_simd_${set} OBJECT ${ARGN})
    target_compile_definitions(${target}_simd_${set} PRIVATE HEED_INSTRUCTIONS=${set} HWY_COMPILE_ONLY_STATIC
      $<TARGET_PROPERTY:heed,INTERFACE_COMPILE_DEFINITIONS>)
    target_include_directories(${target}_simd_${set} PRIVATE ${PROJECT_SOURCE_DIR}/engine ${PROJECT_BINARY_DIR}/generated)
    target_include_directories(${target}_simd_${set} SYSTEM PRIVATE ${HWY_INCLUDE_DIR})
    target_link_libraries(${target}_simd_${set} PRIVATE Eigen3::Eigen Boost::boost heed_options)
    target_compile_options(${target}_simd_${set} PRIVATE ${flags_${set}} $<$<NOT:$<CONFIG:Release>>:-O2>
      $<$<CXX_COMPILER_ID:GNU>:-Wno-psabi>)
    set_target_properties(${target}_simd_${set} PROPERTIES POSITION_INDEPENDENT_CODE $<BOOL:${BUILD_SHARED_LIBS}>)
    target_sources(${target} PRIVATE $<TARGET_OBJECTS:${target}_simd_${set}>)
  endforeach()
endfunction()
