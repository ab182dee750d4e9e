# heed_catalogue(scores): every engine/heed/scores/<name>.hpp defines heed::scores::<Name>. Writes the header
# heed/scores.hpp, which lists them all as the tuple heed::scores::Catalogue. Drop a file in, and it is everywhere.
function(heed_catalogue kind)
  heed_catalogue_from(${kind} ${PROJECT_SOURCE_DIR}/engine heed/${kind}/*.hpp)
endfunction()

# heed_catalogue_from(kind root pattern): the same for files below another include root.
function(heed_catalogue_from kind root pattern)
  file(GLOB files CONFIGURE_DEPENDS RELATIVE ${root} ${root}/${pattern})
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
  file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/generated/heed/${kind}.hpp @ONLY CONTENT
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
