# The loops of the platforms cross files: optimised builds compile them as one.
set_property(TARGET ${layer} PROPERTY INTERPROCEDURAL_OPTIMIZATION_RELEASE ON)
