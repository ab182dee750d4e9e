# Installs what was built into a folder of its own, builds the consumer against it alone, and runs both.
# build: the build folder    consumer: the other project    work: where to do it    compiler, version: of heed
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

run(${CMAKE_COMMAND} -S ${consumer} -B ${work}/build -G Ninja -D CMAKE_BUILD_TYPE=Release
    -D every_header=${work}/every_header.cpp
    -D CMAKE_PREFIX_PATH=${work}/prefix -D CMAKE_CXX_COMPILER=${compiler} -D CMAKE_FIND_USE_PACKAGE_REGISTRY=OFF)
run(${CMAKE_COMMAND} --build ${work}/build)

run(${work}/build/consumer)
if(NOT output STREQUAL "${version} 4\n")
  message(FATAL_ERROR "the consumer printed '${output}' but should print '${version} 4'")
endif()
run(${work}/prefix/bin/heed --version)
if(NOT output MATCHES "${version}")
  message(FATAL_ERROR "the installed 'heed --version' printed '${output}', which does not name ${version}")
endif()
