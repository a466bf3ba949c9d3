// The words by which documents call the kinds of usage. EnumNames is what field tables look names up in (sim/json); it
// is declared here because this folder knows nothing of documents.
#pragma once

#include "sim/usage/usage.h"

#include <array>
#include <string_view>
#include <utility>

namespace coldframe {

template <class E>
struct EnumNames;

template <>
struct EnumNames<Architecture> {
  static constexpr std::array<std::pair<Architecture, std::string_view>, 2> names{
      {{Architecture::X86, "x86_64"}, {Architecture::Arm, "arm64"}}};
};
template <>
struct EnumNames<Packaging> {
  static constexpr std::array<std::pair<Packaging, std::string_view>, 2> names{
      {{Packaging::Zip, "zip"}, {Packaging::Image, "image"}}};
};
template <>
struct EnumNames<PurchaseOption> {
  static constexpr std::array<std::pair<PurchaseOption, std::string_view>, 4> names{
      {{PurchaseOption::OnDemand, "on-demand"},
       {PurchaseOption::Reserved, "reserved"},
       {PurchaseOption::SavingsPlan, "savings-plan"},
       {PurchaseOption::Spot, "spot"}}};
};

// The word for a value.
template <class E>
constexpr std::string_view nameOf(E value) {
  for (const auto& [e, name] : EnumNames<E>::names)
    if (e == value)
      return name;
  return {};
}

} // namespace coldframe
