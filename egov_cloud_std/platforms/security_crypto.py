"""Cryptography: the four layers of GB/T 39786 level 3, keys, management, and the assessment (密评)."""

from typing import Literal

from ._base import Count, Day, Duration, Flag, Item, Number, Section, Str, said


class CryptoUse(Section):
    """Whether cryptography serves one purpose, and if not, why not."""

    used: Flag | None = said("已采用密码技术", "Cryptography is used")
    approved: Flag | None = said("密码产品、服务经认证", "The products and services are certified")
    algorithms: tuple[Str, ...] | None = said("所用算法", "Algorithms", care="internal")
    deviation: Str | None = said("未采用的理由及风险控制（方案章节）", "Why it is left out, and what is done instead")


class CryptoPhysical(Section):
    """Physical layer (物理和环境)."""

    access_authentication: CryptoUse | None = said("进入人员身份鉴别", "People who enter are authenticated")
    door_record_integrity: CryptoUse | None = said("电子门禁记录完整性", "Integrity of door records")
    video_record_integrity: CryptoUse | None = said("视频监控记录完整性", "Integrity of video records")
    biometric_entry: Flag | None = said("进入采用生物识别（缓解措施）", "Biometric entry, as a mitigation")
    guarded_entry: Flag | None = said(
        "专人值守、进出登记并有视频监控（缓解措施）", "Guard, register and video, as a mitigation"
    )


class CryptoNetwork(Section):
    """Network layer (网络和通信)."""

    peer_authentication: CryptoUse | None = said("通信实体身份鉴别", "Communicating parties are authenticated")
    integrity: CryptoUse | None = said("通信数据完整性", "Integrity in communication")
    confidentiality: CryptoUse | None = said("通信过程中重要数据机密性", "Confidentiality in communication")
    border_rules_integrity: CryptoUse | None = said(
        "网络边界访问控制信息完整性", "Integrity of access-control data at the border"
    )
    device_admission: CryptoUse | None = said("安全接入认证", "Devices that connect from outside are authenticated")


class CryptoDevice(Section):
    """Device layer (设备和计算)."""

    user_authentication: CryptoUse | None = said("设备用户身份鉴别", "Users of devices are authenticated")
    remote_channel: CryptoUse | None = said("远程管理通道安全", "Secure channel for remote management")
    access_rules_integrity: CryptoUse | None = said("系统资源访问控制信息完整性", "Integrity of access-control data")
    label_integrity: CryptoUse | None = said("重要信息资源安全标记完整性", "Integrity of security labels")
    log_integrity: CryptoUse | None = said("日志记录完整性", "Integrity of logs")
    program_origin: CryptoUse | None = said(
        "重要可执行程序完整性和来源真实性", "Integrity and origin of important programs"
    )


class CryptoApplication(Section):
    """Application layer (应用和数据)."""

    user_authentication: CryptoUse | None = said("应用用户身份鉴别", "Application users are authenticated")
    access_rules_integrity: CryptoUse | None = said("访问控制信息完整性", "Integrity of access-control data")
    label_integrity: CryptoUse | None = said("重要信息资源安全标记完整性", "Integrity of security labels")
    transit_confidentiality: CryptoUse | None = said("重要数据传输机密性", "Confidentiality in transit")
    rest_confidentiality: CryptoUse | None = said("重要数据存储机密性", "Confidentiality at rest")
    transit_integrity: CryptoUse | None = said("重要数据传输完整性", "Integrity in transit")
    rest_integrity: CryptoUse | None = said("重要数据存储完整性", "Integrity at rest")
    non_repudiation: CryptoUse | None = said("关键行为不可否认性", "Key acts cannot be denied")


class CryptoManagement(Section):
    """The management layers: rules, people, construction and operation, emergencies."""

    rules: Str | None = said("密码应用管理制度", "Rules of management")
    people: Str | None = said("密码岗位和人员管理", "Posts and people")
    construction: Str | None = said("密码应用方案及建设运行材料", "Scheme of use, and papers of operation")
    emergency: Str | None = said("密码应急处置方案", "Plan for emergencies")


class KeyMaterial(Item):
    """A key or a certificate in use. The key itself is never written here."""

    kind: Literal["certificate", "key"] | None = said("类别：证书、密钥", "Certificate or key")
    used_for: Str | None = said("用途", "What it is for", care="internal")
    algorithm: Str | None = said("算法", "Algorithm", care="internal")
    valid_until: Day | None = said("有效期或更换期限至", "Valid, or to be changed, until")
    backed_up: Flag | None = said("已备份", "It is backed up")


class Crypto(Section):
    """The use of cryptography."""

    physical: CryptoPhysical | None = said("物理和环境", "Physical layer")
    network: CryptoNetwork | None = said("网络和通信", "Network layer")
    device: CryptoDevice | None = said("设备和计算", "Device layer")
    application: CryptoApplication | None = said("应用和数据", "Application layer")
    management: CryptoManagement | None = said("密码应用管理", "Management layers")
    key_materials: tuple[KeyMaterial, ...] | None = said("密钥和证书", "Keys and certificates")
    key_materials_total: Count | None = said(
        "密钥和证书总数", "Stated number of keys and certificates", total_of="key_materials"
    )
    tenant_managed_keys: Flag | None = said(
        "租户可自行部署密钥管理并自行加解密", "Tenants can run their own keys, and encrypt and decrypt themselves"
    )
    scheme: Str | None = said("密码应用方案", "Scheme for the use of cryptography")


class CryptoFiling(Section):
    """The filing of the result of the cryptography assessment."""

    date: Day | None = said("备案日期", "Day of filing")
    time_taken: Duration | None = said("评估结束至备案的用时", "Time from the end of the assessment to filing")
    authority: Str | None = said("受理机关", "Authority that received it")


class CryptoAssessment(Section):
    """The cryptography assessment (密评) of the platform."""

    level: Literal["1", "2", "3", "4"] | None = said("密码应用等级", "Level of cryptography")
    date: Day | None = said("密评日期", "Day of the assessment")
    valid_until: Day | None = said("有效期至", "Valid until")
    verdict: Literal["conforms", "basically_conforms", "does_not_conform"] | None = said(
        "结论：符合、基本符合、不符合", "Verdict"
    )
    score: Number | None = said("得分", "Score")
    assessor: Str | None = said("密评机构", "Who assessed")
    report: Str | None = said("密评报告", "Report")
    filing: CryptoFiling | None = said("结果备案", "Filing of the result")
