// The forms a result can be printed in.
#pragma once

namespace coldframe {

enum class OutputFormat { Table, Json, Csv, Markdown };

} // namespace coldframe
