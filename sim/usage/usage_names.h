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
  static constexpr std::array<std::pair<Packaging, std::string_view>, 3> names{
      {{Packaging::Zip, "zip"}, {Packaging::Image, "image"}, {Packaging::CustomRuntime, "custom-runtime"}}};
};
template <>
struct EnumNames<PurchaseOption> {
  static constexpr std::array<std::pair<PurchaseOption, std::string_view>, 20> names{{
      {PurchaseOption::OnDemand, "on-demand"},
      {PurchaseOption::Reserved, "reserved"},
      {PurchaseOption::SavingsPlan, "savings-plan"},
      {PurchaseOption::Spot, "spot"},
      {PurchaseOption::ReservedPartial, "reserved-partial-upfront"},
      {PurchaseOption::ReservedUpfront, "reserved-all-upfront"},
      {PurchaseOption::Reserved3, "reserved-3y"},
      {PurchaseOption::Reserved3Partial, "reserved-3y-partial-upfront"},
      {PurchaseOption::Reserved3Upfront, "reserved-3y-all-upfront"},
      {PurchaseOption::Convertible, "convertible"},
      {PurchaseOption::ConvertiblePartial, "convertible-partial-upfront"},
      {PurchaseOption::ConvertibleUpfront, "convertible-all-upfront"},
      {PurchaseOption::Convertible3, "convertible-3y"},
      {PurchaseOption::Convertible3Partial, "convertible-3y-partial-upfront"},
      {PurchaseOption::Convertible3Upfront, "convertible-3y-all-upfront"},
      {PurchaseOption::SavingsPlanPartial, "savings-plan-partial-upfront"},
      {PurchaseOption::SavingsPlanUpfront, "savings-plan-all-upfront"},
      {PurchaseOption::SavingsPlan3, "savings-plan-3y"},
      {PurchaseOption::SavingsPlan3Partial, "savings-plan-3y-partial-upfront"},
      {PurchaseOption::SavingsPlan3Upfront, "savings-plan-3y-all-upfront"},
  }};
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
