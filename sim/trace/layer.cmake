target_link_libraries(${layer} PRIVATE zstd z)
# Each reader names the fields of its own format, and many have the same: file by file.
set_target_properties(${layer} PROPERTIES UNITY_BUILD OFF)
