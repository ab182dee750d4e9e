# Two Debian packages by `cpack`, heed and libheed-dev, from the preset `deb`:
#
#   cmake --preset deb && cmake --build --preset deb && cpack --preset deb      build/deb/heed_…_amd64.deb
#
# The dependencies of the command are those of the libraries it is linked with (dpkg-shlibdeps, in dpkg-dev).
set(CPACK_GENERATOR DEB)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_ALL heed dev)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)

set(CPACK_DEBIAN_HEED_PACKAGE_NAME heed)
set(CPACK_DEBIAN_HEED_PACKAGE_SECTION science)
set(CPACK_DEBIAN_HEED_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_HEED_PACKAGE_SUGGESTS "nodejs, librsvg2-bin, python3-xarray, r-cran-ncdf4")
set(CPACK_COMPONENT_HEED_DESCRIPTION "agent-based social simulation with attention
 Agents look at those they can hear, score each of them, and move towards the
 softmax-weighted mean of what they say. Models of opinion dynamics, the fusion
 of sensors, attention on graphs and the pairing of assets are settings of this
 one operator. Scenario files are TOML, results HDF5 that opens in Python and R
 as labelled arrays, and the same file gives the same bytes on any number of
 threads.")

set(CPACK_DEBIAN_DEV_PACKAGE_NAME libheed-dev)
set(CPACK_DEBIAN_DEV_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_DEV_PACKAGE_DEPENDS "libboost-dev, libeigen3-dev, libfmt-dev, libhdf5-dev, libtbb-dev, \
libtomlplusplus-dev, nlohmann-json3-dev, zlib1g-dev")
set(CPACK_COMPONENT_DEV_DESCRIPTION "agent-based social simulation with attention - library
 The engine of heed as a library for C++20: attention over graphs, models of
 opinion dynamics, observables, and the reading and writing of their files.
 This package holds its headers, the static library, and what CMake's
 find_package(heed) needs.")

# A copyright file and a changelog in either package, as Debian's policy asks (12.5, 12.7).
set(vega_licences "")
if(HEED_VEGA)
  file(READ ${PROJECT_BINARY_DIR}/web/licences.txt vega_licences)
  string(REGEX REPLACE "\n([ \t]*\n)+" "\n.\n" vega_licences "${vega_licences}")
  string(REGEX REPLACE "\n" "\n " vega_licences " ${vega_licences}")
  string(REGEX REPLACE "[ \n.]+$" "" vega_licences "${vega_licences}")
  set(vega_licences "\nComment: The command holds Vega and what it is built from, under these licences.\n .\n${vega_licences}")
endif()
file(TIMESTAMP ${PROJECT_SOURCE_DIR}/CHANGELOG.md date "%a, %d %b %Y %H:%M:%S +0000" UTC)
file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/debian/copyright @ONLY CONTENT
"Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: heed

Files: *
Copyright: The heed developers
License: Apache-2.0
 On Debian systems the text of the Apache License, version 2.0, is in
 /usr/share/common-licenses/Apache-2.0.@vega_licences@
")
file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/debian/changelog.Debian @ONLY CONTENT
"heed (@PROJECT_VERSION@-1) unstable; urgency=medium

  * Made by cpack; what changed is in changelog.gz.

 -- @CPACK_PACKAGE_CONTACT@  @date@
")
configure_file(CHANGELOG.md ${PROJECT_BINARY_DIR}/debian/changelog COPYONLY)
find_program(HEED_GZIP gzip REQUIRED)
execute_process(COMMAND ${HEED_GZIP} -9nf changelog changelog.Debian WORKING_DIRECTORY ${PROJECT_BINARY_DIR}/debian
  COMMAND_ERROR_IS_FATAL ANY)
foreach(component IN ITEMS heed dev)
  string(TOUPPER ${component} package)
  install(FILES ${PROJECT_BINARY_DIR}/debian/copyright ${PROJECT_BINARY_DIR}/debian/changelog.gz
    ${PROJECT_BINARY_DIR}/debian/changelog.Debian.gz
    DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/${CPACK_DEBIAN_${package}_PACKAGE_NAME} COMPONENT ${component})
endforeach()
