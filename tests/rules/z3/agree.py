"""Holds what the analysis finds to what the solver z3 finds: see README.md beside this file."""

import datetime
import json
import sys
import time

import z3

EPOCH = datetime.date(1970, 1, 1)


def number_of(date):
    return (date - EPOCH).days


def compare(sign, a, b):
    return {
        "==": lambda: a == b,
        "!=": lambda: a != b,
        "<": lambda: a < b,
        "<=": lambda: a <= b,
        ">": lambda: a > b,
        ">=": lambda: a >= b,
    }[sign]()


class Day:
    """A day as a term, with the ends between which it lies."""

    def __init__(self, term, low, high):
        self.term, self.low, self.high = term, low, high

    def moved(self, unit, amount):
        if unit == "days":
            return Day(self.term + amount, self.low + amount, self.high + amount)
        if unit == "months":
            return self.by_months(amount)
        return self.by_working_days(amount)

    def by_months(self, amount):
        """Month by month of what the day may be: the same day of the other month, or that month's last."""
        first = EPOCH + datetime.timedelta(self.low)
        last = EPOCH + datetime.timedelta(self.high)
        month = first.year * 12 + first.month - 1
        branches, ends = [], []
        while month <= last.year * 12 + last.month - 1:
            start, end = month_ends(month)
            other_start, other_end = month_ends(month + amount)
            for day in (max(start, self.low), min(end, self.high)):
                ends.append(min(other_start + day - start, other_end))
            shifted = self.term + (other_start - start)
            branches.append((end, z3.If(shifted > other_end, z3.IntVal(other_end), shifted)))
            month += 1
        term = branches[-1][1]
        for end, value in reversed(branches[:-1]):
            term = z3.If(self.term <= end, value, term)
        return Day(term, min(ends), max(ends))

    def by_working_days(self, amount):
        """By the day of the week: a walk over Mondays to Fridays, done once for each."""
        deltas = []
        for weekday in range(7):
            # 5 January 1970 was a Monday.
            day = datetime.date(1970, 1, 5) + datetime.timedelta(weekday)
            walked, left, step = day, abs(amount), 1 if amount > 0 else -1
            while left > 0:
                walked += datetime.timedelta(step)
                left -= walked.weekday() < 5
            deltas.append((walked - day).days)
        weekday = (self.term + 3) % 7
        delta = z3.IntVal(deltas[6])
        for at in range(5, -1, -1):
            delta = z3.If(weekday == at, z3.IntVal(deltas[at]), delta)
        return Day(self.term + delta, self.low + min(deltas), self.high + max(deltas))


def month_ends(month):
    first = datetime.date(month // 12, month % 12 + 1, 1)
    following = datetime.date((month + 1) // 12, (month + 1) % 12 + 1, 1)
    return number_of(first), number_of(following) - 1


class Program:
    def __init__(self, row):
        self.row = row
        self.solver = z3.Solver()
        self.values, self.absent, self.there = [], [], []
        for at, asked in enumerate(row["questions"]):
            value = z3.Int(asked["id"])
            low, high = row["today"] if at == 0 else (min(asked["values"]), max(asked["values"]))
            # The values of a question are all whole numbers between its ends.
            assert at == 0 or sorted(asked["values"]) == list(range(low, high + 1)), asked
            self.solver.add(value >= low, value <= high)
            self.values.append(Day(value, low, high))
            absent = z3.Bool(asked["id"] + "?") if asked["none"] else z3.BoolVal(False)
            self.absent.append(absent)
            if asked["past"]:
                # Before the first of its days the question cannot be answered, and says nothing.
                today = self.values[0].term
                self.solver.add(z3.Or(absent, value <= today, today < low))
        for at, asked in enumerate(row["questions"]):
            arises = z3.BoolVal(True) if asked["relevant"] is None else self.formula(asked["relevant"])
            self.there.append(z3.And(arises, z3.Not(self.absent[at])))

    def day(self, of):
        """A day, and whether there is one."""
        if "question" in of:
            day, there = self.values[of["question"]], self.there[of["question"]]
        else:
            day, there = Day(z3.IntVal(of["day"]), of["day"], of["day"]), z3.BoolVal(True)
        for unit, amount in of["moves"]:
            day = day.moved(unit, amount)
        return day, there

    def sum(self, of):
        """A sum in hundred thousandths, and whether all its parts are there."""
        total = z3.IntVal(of["constant"])
        for factor, question in of["parts"]:
            total = total + factor * self.values[question].term
        return total * of["share"], z3.And([self.there[question] for _, question in of["parts"]])

    def chosen(self, question, mask):
        """How many of some choices of a set are chosen."""
        value = self.values[question].term
        return z3.Sum([(value / (1 << bit)) % 2 for bit in range(3) if mask >> bit & 1])

    def formula(self, of):
        kind, rest = of[0], of[1:]
        if kind == "constant":
            return z3.BoolVal(rest[0])
        if kind == "in":
            question, allowed = rest
            value = self.values[question].term
            return z3.And(self.there[question], z3.Or([value == one for one in allowed]))
        if kind == "has":
            question, mask, every = rest
            count = self.chosen(question, mask)
            return z3.And(self.there[question], count == bin(mask).count("1") if every else count >= 1)
        if kind == "count":
            question, mask, sign, number = rest
            return self.where(sign, self.there[question], compare(sign, self.chosen(question, mask), number))
        if kind == "numbers":
            (left, a), sign, (right, b) = self.sum(rest[0]), rest[1], self.sum(rest[2])
            return self.where(sign, z3.And(a, b), compare(sign, left, right))
        if kind == "days":
            (left, a), sign, (right, b) = self.day(rest[0]), rest[1], self.day(rest[2])
            return self.where(sign, z3.And(a, b), compare(sign, left.term, right.term))
        if kind == "age":
            (start, a), (on, b), sign, number, (unit, each) = (
                self.day(rest[0]), self.day(rest[1]), rest[2], rest[3], rest[4],
            )

            def reached(count):
                return z3.BoolVal(True) if count < 0 else start.moved(unit, each * count).term <= on.term

            holds = {
                ">=": lambda: reached(number),
                ">": lambda: reached(number + 1),
                "<": lambda: z3.Not(reached(number)),
                "<=": lambda: z3.Not(reached(number + 1)),
                "==": lambda: z3.And(reached(number), z3.Not(reached(number + 1))),
                "!=": lambda: z3.Not(z3.And(reached(number), z3.Not(reached(number + 1)))),
            }[sign]()
            return self.where(sign, z3.And(a, b), holds)
        if kind == "absent":
            question = rest[0]
            if self.row["questions"][question]["sort"] == "set":
                return z3.Or(z3.Not(self.there[question]), self.values[question].term == 0)
            return z3.Not(self.there[question])
        if kind == "not":
            return z3.Not(self.formula(rest[0]))
        if kind == "and":
            return z3.And([self.formula(one) for one in rest[0]])
        if kind == "or":
            return z3.Or([self.formula(one) for one in rest[0]])
        if kind == "holding":
            parts, sign, number = rest
            return compare(sign, z3.Sum([z3.If(self.formula(one), 1, 0) for one in parts]), number)
        raise ValueError(kind)

    @staticmethod
    def where(sign, there, holds):
        """A comparison with what is not there does not hold; `!=` is the opposite of `==`."""
        return z3.Or(z3.Not(there), holds) if sign == "!=" else z3.And(there, holds)

    def possible(self, condition):
        self.solver.push()
        self.solver.add(condition)
        answer = self.solver.check()
        self.solver.pop()
        if answer == z3.unknown:
            raise RuntimeError("the solver does not know")
        return answer == z3.sat

    def found(self):
        row = self.row
        required = [z3.Or(z3.Not(self.formula(when)), self.formula(what)) for when, what in row["conditions"]]
        eligible = z3.And(required)
        cases = [self.formula(case) for case in row["cases"]]
        words = set()

        def see(word, condition):
            if self.possible(z3.And(eligible, condition)):
                words.add(word)

        see("eligible", z3.BoolVal(True))
        if self.possible(z3.Not(eligible)):
            words.add("refused")
        for at, case in enumerate(cases):
            see(f"case {at}", case)
            for other in range(at):
                see(f"cases {other} {at}", z3.And(case, cases[other]))
        if cases:
            see("no case", z3.Not(z3.Or(cases)))
        for at, (when, of) in enumerate(row["documents"]):
            condition = self.formula(when)
            if of:
                condition = z3.And(condition, z3.Or([cases[case] for case in of]))
            see(f"document {at}", condition)
        for at, fee in enumerate(row["fees"]):
            paid = self.formula(fee["when"])
            usable = [z3.And(self.formula(when), self.sum(amount)[1]) for when, amount in fee["rates"]]
            see(f"gap {at}", z3.And(paid, z3.Not(z3.Or(usable))))
            amounts = fee["amounts"]
            pairs = [
                z3.And(usable[a], usable[b])
                for b in range(len(usable)) for a in range(b) if amounts[a] != amounts[b]
            ]
            see(f"rates {at}", z3.And(paid, z3.Or(pairs)))
        for at, (when, day) in enumerate(row["deadlines"]):
            see(f"deadline {at}", z3.And(self.formula(when), self.day(day)[1]))
        return words


def main(path):
    compared = skipped = differ = queries = 0
    start = time.monotonic()
    kinds = {}
    with open(path, encoding="utf-8") as rows:
        for line in rows:
            row = json.loads(line)
            if row["found"] is None:
                skipped += 1
                continue
            ours, theirs = set(row["found"]), Program(row).found()
            compared += 1
            for word in theirs:
                kinds[word.split()[0]] = kinds.get(word.split()[0], 0) + 1
            kinds["never"] = kinds.get("never", 0) + ("eligible" not in theirs)
            kinds["always"] = kinds.get("always", 0) + ("refused" not in theirs)
            if ours != theirs:
                differ += 1
                if differ <= 5:
                    print(f"seed {row['seed']}: only ours {sorted(ours - theirs)}, only z3 {sorted(theirs - ours)}")
                    print("  " + "\n  ".join(row["texts"]))
    seconds = time.monotonic() - start
    print(", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items())))
    print(f"{compared} programs compared, {skipped} not proven and left out, {differ} differ, {seconds:.0f} s")
    return 1 if differ or not compared else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
