target_link_libraries(${layer} PRIVATE zstd z)
