# What the gallery shows of each shipped scenario.
file(GLOB goldens CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/scenarios/expected/*.json")
coldframe_embed(${layer} embeddedGoldenOutcomes ${goldens})
