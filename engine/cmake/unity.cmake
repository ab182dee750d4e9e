# heed_unity(target [ALONE regex…]): compiles the sources of a folder ten at a time, as one file each. Most of the time a
# compiler takes goes into the headers that neighbours share, so this builds heed three times as fast. In return, names
# in the anonymous namespaces of one folder differ. What matches a regex is compiled alone: files that are alike on
# purpose, or that leave many names behind. HEED_UNITY=OFF, in the preset `dev`, compiles every file alone.
option(HEED_UNITY "Compile neighbouring files together" ON)

function(heed_unity target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" ALONE)
  if(NOT HEED_UNITY)
    return()
  endif()
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
  target_compile_options(${target} PRIVATE
    $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)   # it takes files that are included for headers
  get_target_property(sources ${target} SOURCES)
  list(FILTER sources INCLUDE REGEX "\\.cpp$")
  list(FILTER sources EXCLUDE REGEX "\\.simd\\.cpp$")
  foreach(regex IN LISTS arg_ALONE)
    list(FILTER sources EXCLUDE REGEX "${regex}")
  endforeach()
  foreach(source IN LISTS sources)
    get_filename_component(folder ${source} DIRECTORY)
    file(RELATIVE_PATH folder ${PROJECT_SOURCE_DIR} ${folder})
    string(MAKE_C_IDENTIFIER "${folder}" folder)
    math(EXPR batch "${count_${folder}} + 0" OUTPUT_FORMAT DECIMAL)
    math(EXPR count_${folder} "${batch} + 1")
    math(EXPR batch "${batch} / 10")
    set_source_files_properties(${source} TARGET_DIRECTORY ${target} PROPERTIES UNITY_GROUP ${folder}_${batch})
  endforeach()
endfunction()
