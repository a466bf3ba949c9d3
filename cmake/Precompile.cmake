# coldframe_precompile(TARGET core|tests|desktop|desktop_tests [LINK…]): clang reads the system headers that nearly every
# file of such targets includes once for all of them, which saves a third of a clean build and half of the desktop's.
# LINK: what the headers need.
#
# gcc builds go without: its dumps are four times as large and gain next to nothing. So they prove, as every build by
# gcc does, that each file includes what it needs.
#
# CMake's own target_precompile_headers() ties the dump to its checkout: by its whole path on every command line, and by a
# file of the build folder that it is made of. A compiler cache could then share nothing between two checkouts. Here the
# dump is an object like any other, named from the folder that Ninja builds in and made of a header of the system.
find_file(COLDFRAME_SYSTEM_HEADER stdlib.h PATHS /usr/include NO_DEFAULT_PATH)
set(COLDFRAME_HEADERS_core algorithm array charconv cmath functional map memory optional random set span sstream stop_token
                           string string_view variant vector)
set(COLDFRAME_HEADERS_tests ${COLDFRAME_HEADERS_core} fstream gmock/gmock.h gtest/gtest.h)
set(COLDFRAME_HEADERS_desktop ${COLDFRAME_HEADERS_core} QtWidgets)
set(COLDFRAME_HEADERS_desktop_tests ${COLDFRAME_HEADERS_tests} QtWidgets QtTest)

function(coldframe_precompile target kind)
  if(NOT CMAKE_CXX_COMPILER_ID MATCHES "Clang" OR NOT CMAKE_GENERATOR STREQUAL "Ninja" OR NOT COLDFRAME_SYSTEM_HEADER)
    return()
  endif()
  set(owner coldframe_headers_${kind})
  if(NOT TARGET ${owner})
    add_library(${owner} OBJECT "${COLDFRAME_SYSTEM_HEADER}")
    cmake_policy(SET CMP0119 OLD) # or the language would be named twice, which no compiler cache takes
    set_source_files_properties("${COLDFRAME_SYSTEM_HEADER}" PROPERTIES LANGUAGE CXX HEADER_FILE_ONLY OFF)
    target_link_libraries(${owner} PRIVATE coldframe_flags ${ARGN})
    list(TRANSFORM COLDFRAME_HEADERS_${kind} PREPEND "SHELL:-include " OUTPUT_VARIABLE headers)
    target_compile_options(${owner} PRIVATE "SHELL:-x c++-header" "SHELL:-Xclang -fno-pch-timestamp"
                                            -fpch-instantiate-templates ${headers})
    if(kind MATCHES "^desktop")
      target_compile_definitions(${owner} PRIVATE QT_NO_KEYWORDS) # as the targets have it
    endif()
    file(RELATIVE_PATH folder "${CMAKE_BINARY_DIR}" "${CMAKE_CURRENT_BINARY_DIR}")
    set_target_properties(${owner} PROPERTIES
      AUTOMOC OFF COLDFRAME_DUMP "${folder}/CMakeFiles/${owner}.dir${COLDFRAME_SYSTEM_HEADER}.o")
  endif()
  get_target_property(dump ${owner} COLDFRAME_DUMP)
  target_compile_options(${target} PRIVATE "SHELL:-include-pch ${dump}")
  get_target_property(sources ${target} SOURCES)
  list(FILTER sources INCLUDE REGEX "\\.cpp$")
  set_property(SOURCE ${sources} "${CMAKE_CURRENT_BINARY_DIR}/${target}_autogen/mocs_compilation.cpp"
               APPEND PROPERTY OBJECT_DEPENDS "${CMAKE_BINARY_DIR}/${dump}")
endfunction()
