"""How much processor time 1 MB of text against 2,000 terms takes:

python -m pytest -m campaign -s tests/test_wording_speed.py
"""

from pathlib import Path
from random import Random
from time import process_time

import pytest
from samples import platform
from wording_gold import Entry

from egov_cloud_std.wording.looking import look

TERMS, BYTES, MOST = 2_000, 1_000_000, 1.0
SYLLABLES = "云服务商客户平台数据资源共享交换安全等级保护测评密码应用灾备恢复虚拟主机网络政务信息系统运维管理目录接口"


def made(random: Random, suffix: str) -> str:
    """1 MB of sentences in which every tenth word is a term, an abbreviation or a piece of code."""
    parts: list[str] = []
    size = 0
    while size < BYTES:
        number = random.randrange(TERMS)
        extra = random.choice(
            (f"术语{number}号", f"术语{number}型", "IaaS", "`代码`" if suffix == "md" else "ＶＰＮ", "雲服務")
        )
        part = "".join(random.choices(SYLLABLES, k=40)) + extra + random.choice(("，", "。\n", "\n\n"))
        parts.append(part)
        size += len(part.encode())
    return "".join(parts)


@pytest.mark.campaign
@pytest.mark.parametrize("suffix", ["md", "txt"])
def test_a_megabyte_is_read_against_two_thousand_terms_in_under_a_second(tmp_path: Path, suffix: str) -> None:
    (tmp_path / f"d.{suffix}").write_text(made(Random(1), suffix), "utf-8")
    terms = [Entry(str(n), f"术语{n}号", variants=(f"术语{n}型", f"第{n}种术语")) for n in range(TERMS)]
    of = platform(terminology={"documents": [{"id": "d", "path": f"d.{suffix}"}]})
    look(of, tmp_path, tmp_path, [])  # imports
    start = process_time()
    (reading,) = look(of, tmp_path, tmp_path, terms)
    took = process_time() - start
    print(f"{suffix}: {took:.2f} s, {sum(map(len, reading.found.values()))} found")
    assert took < MOST
