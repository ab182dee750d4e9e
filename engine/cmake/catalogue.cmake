# heed_catalogue(scores): every engine/heed/scores/<name>.hpp defines heed::scores::<Name>. Writes the header
# heed/scores.hpp, which lists them all as the tuple heed::scores::Catalogue. Drop a file in, and it is everywhere.
function(heed_catalogue kind)
  file(GLOB files CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR}/engine ${PROJECT_SOURCE_DIR}/engine/heed/${kind}/*.hpp)
  heed_write_catalogue(${kind} generated ${files})
endfunction()

# heed_scenarios(): every scenarios/<name>/<name>.hpp defines heed::scenarios::<Name>. The list is the command's, not the
# library's, so it stands in a folder of its own.
function(heed_scenarios)
  file(GLOB folders CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR}/scenarios ${PROJECT_SOURCE_DIR}/scenarios/*)
  set(files "")
  foreach(folder IN LISTS folders)
    if(EXISTS ${PROJECT_SOURCE_DIR}/scenarios/${folder}/${folder}.hpp)
      list(APPEND files scenarios/${folder}/${folder}.hpp)
    endif()
  endforeach()
  heed_write_catalogue(scenarios generated-command ${files})
endfunction()

# heed_write_catalogue(kind folder files…): writes <folder>/heed/<kind>.hpp below the build folder.
function(heed_write_catalogue kind folder)
  set(files ${ARGN})
  list(SORT files)
  set(includes "")
  set(types "")
  foreach(file IN LISTS files)
    get_filename_component(name ${file} NAME_WE)
    string(REPLACE "_" ";" words ${name})
    set(type "")
    foreach(word IN LISTS words)
      string(SUBSTRING ${word} 0 1 first)
      string(SUBSTRING ${word} 1 -1 rest)
      string(TOUPPER ${first} first)
      string(APPEND type ${first}${rest})
    endforeach()
    string(APPEND includes "#include \"${file}\"\n")
    list(APPEND types "heed::${kind}::${type}")
  endforeach()
  list(JOIN types ",\n    " types)
  file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/${folder}/heed/${kind}.hpp @ONLY CONTENT
"// Made by CMake from the files of the catalogue '@kind@'. Do not edit.
#pragma once
#include <tuple>

@includes@
namespace heed::@kind@ {
using Catalogue = std::tuple<
    @types@>;
}
")
endfunction()

# heed_formats(): every analysis/export/formats/<name>.cpp defines ExportFormat heed::analysis::formats::<name>(). Writes the
# header analysis/export/formats.hpp, which lists them all.
function(heed_formats)
  file(GLOB files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/analysis/export/formats/*.cpp)
  set(declared "")
  set(listed "")
  foreach(file IN LISTS files)
    get_filename_component(name ${file} NAME_WE)
    string(APPEND declared "ExportFormat ${name}();\n")
    string(APPEND listed "      {\"${name}\", ${name}()},\n")
  endforeach()
  file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/generated-command/analysis/export/formats.hpp @ONLY CONTENT
"// Made by CMake from the files of analysis/export/formats. Do not edit.
#pragma once
#include \"analysis/export/format.hpp\"

#include <vector>

namespace heed::analysis::formats {

@declared@
inline std::vector<NamedFormat> list() {
  return {
@listed@  };
}

}
")
endfunction()
