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
target_link_libraries(heed_options INTERFACE heed_sanitizers)
