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

# heed_functions(<folder> <namespace> <type> <named> <header>): every <folder>/<name>.cpp defines <type>
# heed::analysis::<namespace>::<name>(), with what <header> declares. Writes the header <folder>.hpp, in which all() is a list of
# <named>: the name, and what the function returns.
function(heed_functions folder namespace type named header)
  file(GLOB files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${folder}/*.cpp)
  set(declared "")
  set(listed "")
  foreach(file IN LISTS files)
    get_filename_component(name ${file} NAME_WE)
    string(APPEND declared "${type} ${name}();\n")
    string(APPEND listed "      {\"${name}\", ${name}()},\n")
  endforeach()
  file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/generated-command/${folder}.hpp @ONLY CONTENT
"// Made by CMake from the files of @folder@. Do not edit.
#pragma once
#include \"@header@\"

#include <vector>

namespace heed::analysis::@namespace@ {

@declared@
inline std::vector<@named@> all() {
  return {
@listed@  };
}

}  // namespace heed::analysis::@namespace@
")
endfunction()
