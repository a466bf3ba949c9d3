# Reads <root>/LAYERS (sim/LAYERS, ui/LAYERS) and makes one library a folder, <prefix>_<folder>, that may link only what
# its line names. A folder without sources becomes an INTERFACE library. What else a folder needs (a system library,
# embedded data) stands in its own <root>/<folder>/layer.cmake, where ${layer} is the target and ${layer_scope} its scope.
#
#   coldframe_add_layers(ROOT PREFIX FOLDERS [LINK…])   FOLDERS: the variable that receives the names, in their order;
#                                                       LINK: what every folder of this root links
function(coldframe_add_layers root prefix names)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/${root}/LAYERS")
  file(STRINGS "${CMAKE_SOURCE_DIR}/${root}/LAYERS" lines REGEX "^[a-z]+:")
  set(folders "")
  foreach(line IN LISTS lines)
    string(REGEX MATCH "^([a-z]+):(.*)$" ignored "${line}")
    set(folder "${CMAKE_MATCH_1}")
    separate_arguments(below UNIX_COMMAND "${CMAKE_MATCH_2}")
    list(APPEND folders "${folder}")
    coldframe_add_layer(${root} ${prefix} ${folder} "${below}" ${ARGN})
  endforeach()
  set(${names} "${folders}" PARENT_SCOPE)
endfunction()

function(coldframe_add_layer root prefix folder below)
  set(at "${CMAKE_SOURCE_DIR}/${root}/${folder}")
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${at}/*.cpp")
  file(GLOB_RECURSE headers CONFIGURE_DEPENDS "${at}/*.h")
  set(layer ${prefix}_${folder})
  if(sources)
    set(layer_scope PUBLIC)
    add_library(${layer} STATIC ${sources} ${headers})
  else()
    set(layer_scope INTERFACE)
    add_library(${layer} INTERFACE)
  endif()
  target_link_libraries(${layer} ${layer_scope} coldframe_flags ${ARGN})
  foreach(name IN LISTS below)
    target_link_libraries(${layer} ${layer_scope} ${prefix}_${name})
  endforeach()
  include("${at}/layer.cmake" OPTIONAL)
endfunction()
