// Decimal text × a whole factor → a whole number, to nearest, ties to even: "1654855992.5755563" s in ns without
// passing through a double. Quick for what logs hold; anything unusual goes through sim/units/parse_number.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace coldframe {

// Nothing when the text is not one number, or the product leaves int64.
std::optional<std::int64_t> scaledDecimal(std::string_view text, std::int64_t factor);

} // namespace coldframe
