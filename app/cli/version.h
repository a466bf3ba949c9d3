// The version of the program, as every result file states it.
#pragma once

namespace coldframe::cli {

const char* version();

} // namespace coldframe::cli
