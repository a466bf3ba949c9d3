// Result<T>: a T, or the Error that kept it from being made.
#pragma once

#include "sim/base/error.h"

#include <tl/expected.hpp>

#include <string>
#include <string_view>

namespace coldframe {

template <class T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> failure(Error error) {
  return tl::unexpected<Error>(std::move(error));
}

inline tl::unexpected<Error> failure(ErrorKind kind, std::string what) {
  return failure(makeError(kind, std::move(what)));
}

// Of a text that cannot be read as what it should be: one Problem of kind Input, the text in quotes its value.
tl::unexpected<Error> wrongText(std::string_view text, std::string what, std::string expectation);

} // namespace coldframe
