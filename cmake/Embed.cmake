# coldframe_embed(TARGET function FILES…): compiles the named data files into TARGET, so that the program needs no
# files beside it. The generated source defines, in namespace coldframe,
#
#   std::span<const EmbeddedFile> function();   // sorted by path; paths are relative to the source tree
#
# and includes "sim/scenario/embedded.h" for the type `struct EmbeddedFile { std::string_view path, text; }`.
set(COLDFRAME_EMBED_DIR "${CMAKE_CURRENT_LIST_DIR}")
function(coldframe_embed target function)
  set(output "${CMAKE_CURRENT_BINARY_DIR}/${function}.cpp")
  list(SORT ARGN)
  set(listFile "${CMAKE_CURRENT_BINARY_DIR}/${function}.list")
  string(REPLACE ";" "\n" listing "${ARGN}")
  file(CONFIGURE OUTPUT "${listFile}" CONTENT "${listing}\n" @ONLY)
  add_custom_command(
    OUTPUT "${output}"
    COMMAND "${CMAKE_COMMAND}" "-DOUTPUT=${output}" "-DLIST=${listFile}" "-DROOT=${CMAKE_SOURCE_DIR}"
            "-DFUNCTION=${function}" -P "${COLDFRAME_EMBED_DIR}/EmbedScript.cmake"
    DEPENDS ${ARGN} "${listFile}" "${COLDFRAME_EMBED_DIR}/EmbedScript.cmake"
    COMMENT "Embedding ${function}"
    VERBATIM)
  set_source_files_properties("${output}" PROPERTIES COMPILE_OPTIONS "-Wno-overlength-strings")
  target_sources(${target} PRIVATE "${output}")
endfunction()
