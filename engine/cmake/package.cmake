# What `cmake --install` puts where, and find_package(heed) for other projects. Two components: `heed`, the command and all
# that belongs to it, and `dev`, the library.
include(CMakePackageConfigHelpers)
option(HEED_DEBIAN "Lay files out as Debian asks" OFF)
set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/heed)
set(zsh_dir ${CMAKE_INSTALL_DATADIR}/zsh/$<IF:$<BOOL:${HEED_DEBIAN}>,vendor-completions,site-functions>)
find_program(HEED_GZIP gzip)

# The command, and the scenarios with the data they read.
install(TARGETS heed_app COMPONENT heed)
install(FILES CITATION.cff DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT heed)
file(GLOB_RECURSE shipped CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR} scenarios/*)
list(FILTER shipped EXCLUDE REGEX "\\.([ch]pp|h5|part|html)$")
foreach(file IN LISTS shipped)
  cmake_path(GET file PARENT_PATH folder)
  install(FILES ${file} DESTINATION ${CMAKE_INSTALL_DATADIR}/heed/${folder} COMPONENT heed)
endforeach()

# What the command says of itself: manual pages and the completion of its words.
set(pages "${PROJECT_BINARY_DIR}/pages")
install(CODE "
  function(write_pages command folder gzip)   # a path may hold spaces
    function(write_output name)
      execute_process(COMMAND \"\${command}\" \${ARGN} OUTPUT_FILE \"\${folder}/\${name}\" COMMAND_ERROR_IS_FATAL ANY)
    endfunction()
    file(REMOVE_RECURSE \"\${folder}\")
    file(MAKE_DIRECTORY \"\${folder}/man\")
    write_output(heed completion bash)
    write_output(_heed completion zsh)
    write_output(heed.fish completion fish)
    execute_process(COMMAND \"\${command}\" man --folder \"\${folder}/man\" COMMAND_ERROR_IS_FATAL ANY)
    if(gzip)
      file(GLOB manual \"\${folder}/man/*.1\")
      execute_process(COMMAND \"\${gzip}\" -9n \${manual} COMMAND_ERROR_IS_FATAL ANY)
    endif()
  endfunction()
  write_pages(\"$<TARGET_FILE:heed_app>\" \"${pages}\" \"${HEED_GZIP}\")
" COMPONENT heed)
install(DIRECTORY "${pages}/man/" DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT heed)
install(FILES "${pages}/heed" DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions COMPONENT heed)
install(FILES "${pages}/_heed" DESTINATION ${zsh_dir} COMPONENT heed)
install(FILES "${pages}/heed.fish" DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d COMPONENT heed)

# The library. The headers left out show libraries that stay inside heed.
install(TARGETS heed EXPORT heed-targets COMPONENT dev)
install(DIRECTORY engine/heed ${PROJECT_BINARY_DIR}/generated/heed
  DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT dev FILES_MATCHING PATTERN *.hpp
  REGEX "/(io/(hdf5_detail|hdf5_driver|toml_reader)|simd/(pack|math|fetch|philox)|kernels/(combine|tile|dense_tile))\\.hpp$" EXCLUDE)
if(BUILD_SHARED_LIBS)
  set_target_properties(heed PROPERTIES VERSION ${PROJECT_VERSION} SOVERSION ${PROJECT_VERSION_MAJOR})
  set_target_properties(heed_app PROPERTIES INSTALL_RPATH $ORIGIN/../${CMAKE_INSTALL_LIBDIR})
endif()
install(EXPORT heed-targets NAMESPACE heed:: DESTINATION ${package_dir} COMPONENT dev)
configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/heed-config.cmake.in ${PROJECT_BINARY_DIR}/heed-config.cmake
  INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/heed-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/heed-config.cmake ${PROJECT_BINARY_DIR}/heed-config-version.cmake
  DESTINATION ${package_dir} COMPONENT dev)

# Packages by `cpack`.
set(CPACK_PACKAGE_CONTACT "The heed developers <heed@example.org>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_RESOURCE_FILE_LICENSE ${PROJECT_SOURCE_DIR}/LICENSE)
set(CPACK_GENERATOR TGZ)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
if(HEED_DEBIAN)
  include(debian)
else()
  install(FILES LICENSE CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT heed)
endif()
include(CPack)
