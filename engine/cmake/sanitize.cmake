# heed_sanitizers: compiles and links with the sanitizers of HEED_SANITIZE, such as address;undefined. HEED_SANITIZERS: the same
# with commas, as compilers want them.
list(JOIN HEED_SANITIZE "," HEED_SANITIZERS)
add_library(heed_sanitizers INTERFACE)
if(HEED_SANITIZERS)
  target_compile_options(heed_sanitizers INTERFACE -fsanitize=${HEED_SANITIZERS} -fno-omit-frame-pointer)
  target_link_options(heed_sanitizers INTERFACE -fsanitize=${HEED_SANITIZERS})
  if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")   # g++ says itself what it builds with
    foreach(kind IN LISTS HEED_SANITIZE)
      string(TOUPPER __SANITIZE_${kind}__ told)
      target_compile_definitions(heed_sanitizers INTERFACE ${told})
    endforeach()
  endif()
endif()
