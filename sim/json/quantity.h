// The quantities a document writes as text with a unit, in one table for reader, writer, schema and messages.
#pragma once

#include "sim/json/value_type.h"

#include <string>
#include <string_view>

namespace coldframe {

bool isQuantity(ValueKind kind); // Duration, Memory, Bytes, Rate, Bandwidth, Money

// "a time", "\"300 s\"".
std::string_view quantityName(ValueKind kind);
std::string_view quantityExample(ValueKind kind);
// A regular expression (ECMAScript, anchored) for the texts parse*() takes; what it lets through may still be out of
// range.
std::string quantityPattern(ValueKind kind, const FieldOptions& options);

// Times, rates and bandwidths without an upper limit may be "unlimited".
bool mayBeUnlimited(ValueKind kind, const FieldOptions& options);

// Base units (ns, bytes, per second, bytes per second, USD, or the number itself) → text with a unit.
std::string writeBase(ValueKind kind, double base);

// Text with a unit → base units, for quantities inside distributions. "unlimited" is infinity where `unlimited` is
// allowed. False: `what` and `expectation` say why.
bool parseBase(ValueKind kind, std::string_view text, bool unlimited, double& base, std::string& what,
               std::string& expectation);

// "at least 1 s and at most 15 min, in steps of 1 s"; empty when everything goes.
std::string rangeText(ValueKind kind, const FieldOptions& options);

} // namespace coldframe
