# Flags that every target of ours shares. Results must be the same bytes whatever the compiler or
# build type, so floating-point contraction is off and neither -march=native nor -ffast-math is used.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE RelWithDebInfo)
endif()
find_package(Threads REQUIRED)

add_library(coldframe_flags INTERFACE)
target_include_directories(coldframe_flags INTERFACE "${CMAKE_SOURCE_DIR}")
target_compile_definitions(coldframe_flags INTERFACE FMT_HEADER_ONLY)
target_link_libraries(coldframe_flags INTERFACE Threads::Threads)
target_compile_options(coldframe_flags INTERFACE -ffp-contract=off -Wall -Wextra -Wpedantic -Wshadow -Wconversion
                                                 -Wno-sign-conversion -Wnon-virtual-dtor -Wold-style-cast)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # gcc 12 sees overlapping copies in std::string::insert that are not there (GCC bug 105651).
  target_compile_options(coldframe_flags INTERFACE -Wno-restrict)
endif()
# dev, asan and tsan compile eight files of a target at a time, which makes a clean build three times as fast. So what
# stands in anonymous namespaces has a name of its own in its folder. The builds that run (release, core) go file by
# file, and prove that each includes what it needs.
set(CMAKE_UNITY_BUILD_BATCH_SIZE 8)
if(CMAKE_UNITY_BUILD AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # To gcc every included file is a header, and a type of an anonymous namespace a mistake in it.
  target_compile_options(coldframe_flags INTERFACE -Wno-subobject-linkage)
endif()
# No program carries the folder it was built in, and a compiler cache is shared between checkouts.
target_compile_options(coldframe_flags INTERFACE "-ffile-prefix-map=${CMAKE_SOURCE_DIR}/=")
if(COLDFRAME_WERROR)
  target_compile_options(coldframe_flags INTERFACE -Werror)
endif()
if(COLDFRAME_SANITIZE)
  target_compile_options(coldframe_flags INTERFACE -fsanitize=${COLDFRAME_SANITIZE} -fno-omit-frame-pointer
                                                   -fno-sanitize-recover=all)
  target_link_options(coldframe_flags INTERFACE -fsanitize=${COLDFRAME_SANITIZE})
endif()
if(COLDFRAME_FUZZ)
  if(NOT CMAKE_CXX_COMPILER_ID MATCHES "Clang")
    message(FATAL_ERROR "The fuzz targets use libFuzzer, which comes with clang. Configure with the preset 'asan'.")
  endif()
  target_compile_options(coldframe_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
  # Paths below the checkout are hashed relative to it, so two checkouts share what they compile.
  # What a file includes is known from its last compilation, so a miss does not cost a preprocessor run on top.
  set(CMAKE_CXX_COMPILER_LAUNCHER env "CCACHE_BASEDIR=${CMAKE_SOURCE_DIR}" CCACHE_NOHASHDIR=1 CCACHE_DEPEND=1
      "${CCACHE_PROGRAM}")
endif()
find_program(MOLD_PROGRAM mold)
# mold 1.10 loses archive members that were compiled for link-time optimisation, which release builds use.
if(MOLD_PROGRAM AND NOT COLDFRAME_STATIC AND NOT CMAKE_BUILD_TYPE STREQUAL "Release")
  add_link_options(-fuse-ld=mold)
endif()
