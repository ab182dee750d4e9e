# heed_options: how we build ourselves; never exported to those who use the library.
add_library(heed_options INTERFACE)
target_compile_features(heed_options INTERFACE cxx_std_20)
target_compile_options(heed_options INTERFACE
  -Wall -Wextra -Wpedantic
  # Where files are compiled in groups, clang takes the names of a neighbour for those of the file.
  $<$<NOT:$<AND:$<CXX_COMPILER_ID:Clang>,$<BOOL:$<TARGET_PROPERTY:UNITY_BUILD>>>>:-Wshadow>
  -Wconversion -Wno-sign-conversion
  -ffp-contract=off                                # the same bits from every compiler and instruction set
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>           # false alarms on std::string + in g++ 12 (GCC bug 105651)
  $<$<BOOL:${HEED_WERROR}>:-Werror>)
if(HEED_SANITIZE)
  list(JOIN HEED_SANITIZE "," sanitizers)
  target_compile_options(heed_options INTERFACE -fsanitize=${sanitizers} -fno-omit-frame-pointer)
  target_link_options(heed_options INTERFACE -fsanitize=${sanitizers})
  if(sanitizers MATCHES "address" AND CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    target_compile_definitions(heed_options INTERFACE __SANITIZE_ADDRESS__)   # as g++ says it
  endif()
endif()
