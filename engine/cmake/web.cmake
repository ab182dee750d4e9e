# What the command carries inside: Vega, which draws figures, and the files of the report's page.

# heed_unpack_vega(): unpacks Vega with npm, exactly as analysis/web/package-lock.json says, once for each lock file.
# HEED_VEGA is the folder then; where that is not possible it is empty, and HEED_VEGA_OFF says why.
function(heed_unpack_vega)
  set(lock ${PROJECT_SOURCE_DIR}/analysis/web/package-lock.json)
  set(home ${PROJECT_BINARY_DIR}/web)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${lock})
  file(SHA256 ${lock} state)
  set(HEED_VEGA "" PARENT_SCOPE)
  if(NOT EXISTS ${home}/unpacked-${state})
    find_program(npm npm NO_CACHE)
    if(NOT npm)
      set(why "there was no npm when heed was built")
    else()
      file(COPY ${PROJECT_SOURCE_DIR}/analysis/web/package.json ${lock} DESTINATION ${home})
      execute_process(COMMAND ${npm} ci --ignore-scripts --no-audit --no-fund --fetch-retries=0 --fetch-timeout=60000
        WORKING_DIRECTORY ${home} RESULT_VARIABLE failed OUTPUT_VARIABLE said ERROR_VARIABLE said)
      if(failed)
        set(why "npm could not fetch Vega when heed was built")
        message(STATUS "${said}")
      else()
        file(TOUCH ${home}/unpacked-${state})
      endif()
    endif()
  endif()
  file(REMOVE ${home}/off)
  if(why)
    set(words "reports and drawn figures are off: ${why}")
    message(STATUS "${words}")
    file(WRITE ${home}/off "${words}")
    set(HEED_VEGA_OFF "${why}" PARENT_SCOPE)
  else()
    heed_collect_licences(${home})
    set(HEED_VEGA ${home}/node_modules PARENT_SCOPE)
  endif()
endfunction()

# heed_collect_licences(home): writes home/licences.txt, the licences of Vega and of what its files are built from.
function(heed_collect_licences home)
  file(GLOB files ${home}/node_modules/*/LICENSE*)
  set(marks "")
  foreach(file IN LISTS files)
    cmake_path(GET file PARENT_PATH folder)
    cmake_path(GET folder FILENAME package)
    if(package MATCHES "^(vega|d3-|internmap|delaunator|robust-|topojson|json-|fast-json|semver|tslib)")
      file(READ ${file} words)
      string(STRIP "${words}" words)
      string(SHA1 mark "${words}")
      list(APPEND marks ${mark})
      list(APPEND packages_${mark} ${package})
      set(words_${mark} "${words}")
    endif()
  endforeach()
  list(REMOVE_DUPLICATES marks)
  set(text "")
  foreach(mark IN LISTS marks)
    list(JOIN packages_${mark} ", " packages)
    string(APPEND text "${packages}\n\n${words_${mark}}\n\n\n")
  endforeach()
  file(CONFIGURE OUTPUT ${home}/licences.txt CONTENT "@text@" @ONLY)
endfunction()

# heed_embed(target name=file …): the bytes of each file become heed::analysis::files::<name>, declared in "analysis/web/files.hpp". A file
# that is empty here is empty there.
function(heed_embed target)
  set(header "")
  set(source "")
  set(depends "")
  foreach(pair IN LISTS ARGN)
    string(REGEX MATCH "^([^=]*)=(.*)$" pair "${pair}")
    set(name ${CMAKE_MATCH_1})
    set(file "${CMAKE_MATCH_2}")
    string(APPEND header "extern const std::string_view ${name};\n")
    if(file)
      list(APPEND depends ${file})
      string(APPEND source "
__asm__(\".section .rodata\\n\"
        \".global heed_file_${name}, heed_file_${name}_end\\n\"
        \"heed_file_${name}: .incbin \\\"${file}\\\"\\n\"
        \"heed_file_${name}_end: .byte 0\\n\"
        \".previous\\n\");
extern \"C\" const char heed_file_${name}[], heed_file_${name}_end[];
const std::string_view heed::analysis::files::${name}(heed_file_${name}, heed_file_${name}_end - heed_file_${name});
")
    else()
      string(APPEND source "const std::string_view heed::analysis::files::${name};\n")
    endif()
  endforeach()
  set(folder ${PROJECT_BINARY_DIR}/generated-command/analysis/web)
  set(note "// Made by CMake. Do not edit.\n")
  file(CONFIGURE OUTPUT ${folder}/files.hpp @ONLY CONTENT
"@note@#pragma once
#include <string_view>

namespace heed::analysis::files {
@header@}
")
  file(CONFIGURE OUTPUT ${folder}/files.cpp @ONLY CONTENT "@note@#include \"analysis/web/files.hpp\"\n@source@")
  set_source_files_properties(${folder}/files.cpp PROPERTIES OBJECT_DEPENDS "${depends}")
  target_sources(${target} PRIVATE ${folder}/files.cpp)
endfunction()
