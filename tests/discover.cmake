# Writes a file for ctest with one test for each TEST_CASE of a program that is not hidden. Catch2's own script loses
# test cases whose names hold an odd bracket, as "[0, 1)" does, or a semicolon: CMake's lists take those apart.
# program: the test program    folder: prefix of the names    output: the file    listing: arguments that list the names
# seconds: how long a test may take
separate_arguments(listing)
execute_process(COMMAND ${program} ~[.] ${listing} OUTPUT_VARIABLE names ERROR_VARIABLE problem RESULT_VARIABLE result)
if(problem OR NOT result MATCHES "^[0-9]+$")      # Catch2 2 returns how many there are
  message(FATAL_ERROR "'${program}' cannot list its tests (${result}):\n${problem}")
endif()
string(ASCII 1 open)
string(ASCII 2 close)
string(ASCII 3 semicolon)
string(REPLACE "[" "${open}" names "${names}")
string(REPLACE "]" "${close}" names "${names}")
string(REPLACE ";" "${semicolon}" names "${names}")
string(REPLACE "\\" "\\\\" names "${names}")
string(REPLACE "\n" ";" names "${names}")

set(script "")
foreach(name IN LISTS names)
  if(name STREQUAL "")
    continue()
  endif()
  string(REGEX REPLACE "([,~\"${open}${close}])" "\\\\\\1" pattern "${name}")
  string(APPEND script
    "add_test([==[${folder}: ${name}]==] [==[${program}]==] [==[${pattern}]==] ${no_match})\n"
    "set_tests_properties([==[${folder}: ${name}]==] PROPERTIES TIMEOUT ${seconds})\n")
endforeach()
string(REPLACE "${open}" "[" script "${script}")
string(REPLACE "${close}" "]" script "${script}")
string(REPLACE "${semicolon}" ";" script "${script}")
file(WRITE ${output} "${script}")
