// The readers of what executors (PyWren, Lithops, Cubed) record about their calls. Which field means what, and what
// each format cannot tell, stands in docs/formats.md and at the head of each reader's source.
#pragma once

#include "sim/trace/trace_formats.h"

namespace coldframe {

// read_lithops.cpp: stats of futures as JSON, benchmark files, status objects, and both schemas before Lithops 2
bool isLithops(std::string_view head);
Result<ImportedTrace> readLithops(std::string_view text, const std::string& fileName, ImportProgress& progress);

// read_pywren.cpp: run and invoke statuses
bool isPyWren(std::string_view head);
Result<ImportedTrace> readPyWren(std::string_view text, const std::string& fileName, ImportProgress& progress);

// read_pywren_stages.cpp: the five instants of a call that PyWren's plots show
bool isPyWrenStages(std::string_view head);
Result<ImportedTrace> readPyWrenStages(std::string_view text, const std::string& fileName, ImportProgress& progress);

// read_cubed.cpp: events.csv of a computation
bool isCubed(std::string_view head);
Result<ImportedTrace> readCubed(std::string_view text, const std::string& fileName, ImportProgress& progress);

// read_pickle.cpp: any of the above as a Python pickle of plain data
bool isPickle(std::string_view head);
Result<ImportedTrace> readPickle(std::string_view bytes, const std::string& fileName, ImportProgress& progress);

} // namespace coldframe
