// Stands in for the search module, with its face and a few pages by heart: so
// that the scripts are tested for what they do with answers, not for answers.
let motcuaSearchModule = (() => {
  const fold = (text) =>
    text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/g, "d").replace(/Đ/g, "D").toLowerCase();
  const bytes = new TextDecoder();

  const DOCUMENTS = [
    ["1.001193", "Đăng ký khai sinh", "ho-tich", "commune"],
    ["1.004873", "Cấp Giấy xác nhận tình trạng hôn nhân", "ho-tich", "commune"],
    ["2.000635", "Cấp bản sao trích lục hộ tịch, bản sao giấy khai sinh", "ho-tich", "commune"],
    ["2.000815", "Chứng thực bản sao từ bản chính giấy tờ, văn bản", "chung-thuc", "commune"],
    ["1.012783", "Cấp đổi Giấy chứng nhận quyền sử dụng đất", "dat-dai", "province"],
    ["1.004194", "Khai báo tạm trú qua trang thông tin điện tử", "xuat-nhap-canh", "province"],
  ];
  const LABELS = {
    "ho-tich": "Hộ tịch",
    "chung-thuc": "Chứng thực",
    "dat-dai": "Đất đai",
    "xuat-nhap-canh": "Xuất nhập cảnh",
    commune: "Cấp xã",
    province: "Cấp tỉnh",
  };

  class Search {
    #generation = 0;
    #supplied = new Set();
    #failed = new Set();
    #text = "";
    #options = new URLSearchParams();

    static open(root) {
      return bytes.decode(root) === "root 1" ? new this() : undefined;
    }

    ask(text, options) {
      this.#text = text;
      this.#options = new URLSearchParams(options);
      this.#failed.clear();
      return ++this.#generation;
    }

    wanted() {
      const files = this.#supplied.has("t1.bin") ? ["docs.bin"] : ["head.bin", "t1.bin"];
      return files.filter((name) => !this.#supplied.has(name) && !this.#failed.has(name)).join(" ");
    }

    supply(name, inflated) {
      if (bytes.decode(inflated) === "bad") return false;
      this.#supplied.add(name);
      return true;
    }

    failed(name) {
      this.#failed.add(name);
    }

    #words() {
      const text = fold(this.#text).replace("can giay to gi", "").replace("xinh", "sinh");
      return (this.#options.has("literal") ? fold(this.#text) : text).split(/\s+/).filter(Boolean);
    }

    #marks(text) {
      const folded = fold(text);
      const places = this.#words().flatMap((word) => {
        const at = folded.indexOf(word);
        return at < 0 ? [] : [[at, at + word.length]];
      });
      return places.sort((a, b) => a[0] - b[0]).filter(([at], i, all) => !i || at >= all[i - 1][1]);
    }

    answer() {
      const options = this.#options;
      const ready = this.#supplied.has("docs.bin");
      const early = this.#supplied.has("head.bin");
      const chosen = options.getAll("filter").map((filter) => filter.split(":"));
      const asked = this.#words();
      // No page has this word.
      const words = asked.filter((word) => word !== "xe");
      const near = words.length > 0 && words.length < asked.length;
      // One result is many for "giay to", so that there are pages.
      const all = DOCUMENTS.filter(([code, title]) => words.every((word) => fold(`${title} ${code}`).includes(word)));
      const many = words.join(" ") === "giay" ? Array.from({ length: 24 }, (_, i) => all[i % all.length]) : all;
      const kept = many.filter(([, , field, level]) =>
        chosen.every(([id, value]) => value === (id === "field" ? field : level)),
      );
      if (options.get("sort") === "name") kept.sort(([, a], [, b]) => a.localeCompare(b, "vi"));
      const size = Number(options.get("size") ?? 10);
      const page = Number(options.get("page") ?? 1);
      const shown = ready ? kept.slice((page - 1) * size, page * size) : early ? kept.slice(0, 1) : [];
      const facet = (id, place) => ({
        id,
        values: [...new Set(many.map((document) => document[place]))].map((value) => ({
          id: value,
          label: LABELS[value],
          lang: "vi",
          count: many.filter((document) => document[place] === value).length,
          on: chosen.some(([facet, other]) => facet === id && other === value),
        })),
      });
      return JSON.stringify({
        generation: this.#generation,
        stage: ready ? "full" : "head",
        total: ready ? kept.length : 0,
        exact: ready,
        page,
        pages: Math.ceil(kept.length / size),
        corrected: !options.has("literal") && /xinh/.test(fold(this.#text)) ? fold(this.#text).replace("xinh", "sinh") : null,
        near,
        section: /can giay to gi/.test(fold(this.#text)) ? "documents" : null,
        results: shown.map(([code, title, field, level], id) => ({
          id,
          kind: "procedure",
          lang: "vi",
          title,
          marks: this.#marks(title),
          address: `thu-tuc/${code}/`,
          code,
          detail: `Bộ Tư pháp · ${LABELS[field]}`,
          summary: `${LABELS[level]} tiếp nhận và giải quyết.`,
          summaryMarks: [],
          lacks: near ? "xe" : "",
          record: `thu-tuc/${code}/`,
        })),
        facets: options.get("facets") && ready ? [facet("field", 2), facet("level", 3)] : [],
        suggestions: shown.length ? [] : [{ label: "Lĩnh vực Hộ tịch", lang: "vi", address: "linh-vuc/" }],
      });
    }

    excerpt(text) {
      const at = fold(text).indexOf(this.#words()[0]);
      if (at < 0) return "{}";
      const excerpt = text.slice(at, at + 160);
      return JSON.stringify({ text: excerpt, marks: [[0, this.#words()[0].length]] });
    }
  }

  return Object.assign(async () => {}, { Search });
})();
