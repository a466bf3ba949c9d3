// AWS calls a region by its code in some files and by its place in others.
#pragma once

#include <string>
#include <string_view>

namespace coldframe {

// "US East (N. Virginia)" or "us-east-1" → "us-east-1"; empty: not a region.
std::string awsRegionCode(std::string_view codeOrPlace);

} // namespace coldframe
