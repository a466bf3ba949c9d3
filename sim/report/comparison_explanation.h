// Where the figures of a comparison come from, one tree a platform: what each is the mean or quotient of, and the bill
// down to quantity × unit price = amount with its rule and price book.
#pragma once

#include "sim/report/explanation.h"
#include "sim/result/outcome.h"

#include <vector>

namespace coldframe {

std::vector<Explanation> explainComparison(const Comparison& comparison);
Explanation explainBill(const Bill& bill, const std::string& name, const NamedHash& book);

} // namespace coldframe
