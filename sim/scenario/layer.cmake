file(GLOB data CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/scenarios/*.json" "${CMAKE_SOURCE_DIR}/scenarios/platforms/*.json"
     "${CMAKE_SOURCE_DIR}/scenarios/prices/*.json" "${CMAKE_SOURCE_DIR}/scenarios/usage/*.json")
coldframe_embed(${layer} embeddedScenarioFiles ${data})
