# Installs what was built into a folder of its own, builds the consumer against it alone, and runs both.
# build: the build folder    consumer: the other project    work: where to do it    compiler, version,
# sanitizers: of heed
cmake_minimum_required(VERSION 3.25)

function(run)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(NOT result EQUAL 0)
    list(JOIN ARGN " " command)
    message(FATAL_ERROR "'${command}' failed (${result}):\n${output}")
  endif()
  set(output "${output}" PARENT_SCOPE)
endfunction()

file(REMOVE_RECURSE ${work})
run(${CMAKE_COMMAND} --install ${build} --prefix ${work}/prefix)

file(GLOB_RECURSE headers RELATIVE ${work}/prefix/include ${work}/prefix/include/*.hpp)
if(NOT "heed/graph/graph.hpp" IN_LIST headers OR NOT "heed/scores.hpp" IN_LIST headers)
  message(FATAL_ERROR "below '${work}/prefix/include' there are only these headers: ${headers}")
endif()
list(TRANSFORM headers REPLACE "(.+)" "#include <\\1>\n" OUTPUT_VARIABLE includes)
list(JOIN includes "" includes)
file(WRITE ${work}/every_header.cpp "${includes}")

set(flags "")
if(sanitizers)   # a library with them needs a program with them
  set(flags -fsanitize=${sanitizers})
endif()
run(${CMAKE_COMMAND} -S ${consumer} -B ${work}/build -G Ninja -D CMAKE_BUILD_TYPE=Release
    -D every_header=${work}/every_header.cpp -D "CMAKE_CXX_FLAGS=${flags}"
    -D CMAKE_PREFIX_PATH=${work}/prefix -D CMAKE_CXX_COMPILER=${compiler} -D CMAKE_FIND_USE_PACKAGE_REGISTRY=OFF)
run(${CMAKE_COMMAND} --build ${work}/build)

run(${work}/build/consumer)
if(NOT output STREQUAL "${version} 4\n")
  message(FATAL_ERROR "the consumer printed '${output}' but should print '${version} 4'")
endif()

# The command works where there is no source tree, and all that belongs to it came along.
run(${work}/prefix/bin/heed --version)
if(NOT output MATCHES "${version}")
  message(FATAL_ERROR "the installed 'heed --version' printed '${output}', which does not name ${version}")
endif()
set(share ${work}/prefix/share)
foreach(pattern IN ITEMS man/man1/heed.1* man/man1/heed-sweep.1* bash-completion/completions/heed zsh/site-functions/_heed
    fish/vendor_completions.d/heed.fish doc/heed/LICENSE doc/heed/CITATION.cff doc/heed/CHANGELOG.md heed/scenarios/README.md)
  file(GLOB found ${share}/${pattern})
  if(NOT found)
    message(FATAL_ERROR "there is no '${share}/${pattern}'")
  endif()
endforeach()
file(GLOB_RECURSE sources ${share}/heed/*.cpp ${share}/heed/*.hpp ${share}/heed/*.h5)
if(sources)
  message(FATAL_ERROR "these do not belong there: ${sources}")
endif()
file(GLOB scenarios ${share}/heed/scenarios/*/*.toml)
list(LENGTH scenarios count)
if(count LESS 30)
  message(FATAL_ERROR "only ${count} scenario files were installed: ${scenarios}")
endif()
foreach(scenario IN LISTS scenarios)
  run(${work}/prefix/bin/heed validate ${scenario})   # with the data they read
endforeach()
# A build folder with a space in its name installs as well, and leaves its neighbour alone.
file(WRITE ${work}/mine/of_somebody "")
run(${CMAKE_COMMAND} -S ${consumer}/../.. -B "${work}/mine 2" -G Ninja -D CMAKE_BUILD_TYPE=Release -D HEED_BUILD_TESTS=OFF
    -D CMAKE_CXX_COMPILER=${compiler})
file(COPY ${build}/heed DESTINATION "${work}/mine 2")
run(${CMAKE_COMMAND} --install "${work}/mine 2" --component heed --prefix "${work}/prefix 2")
if(NOT EXISTS ${work}/mine/of_somebody OR NOT EXISTS "${work}/prefix 2/share/bash-completion/completions/heed")
  message(FATAL_ERROR "installing from '${work}/mine 2' took '${work}/mine' away, or left the pages out")
endif()

file(COPY ${share}/heed/scenarios DESTINATION ${work}/mine)
run(${CMAKE_COMMAND} -E chdir ${work}/mine ${work}/prefix/bin/heed run scenarios/opinion/karate.toml --quiet)
run(${CMAKE_COMMAND} -E chdir ${work}/mine ${work}/prefix/bin/heed analyze karate.h5)
